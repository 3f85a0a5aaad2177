#ifndef SEKISHO_CLINUX_H
#define SEKISHO_CLINUX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

// What Swift's Glibc module lacks: epoll, accept4, eventfd, signalfd, mallopt, and the unions of socket addresses.
// Functions fail as system calls do, with -1 and errno, unless said otherwise.

typedef struct {
    uint32_t events;
    uint64_t token;
} clinux_event;

extern const uint32_t clinux_readable, clinux_writable, clinux_broken;

int clinux_epoll_create(void);
int clinux_epoll_add(int epoll, int descriptor, uint32_t events, uint64_t token);
int clinux_epoll_change(int epoll, int descriptor, uint32_t events, uint64_t token);
// Fills at most `count` (and at most 256) events. A timeout of -1 waits for ever.
int clinux_epoll_wait(int epoll, clinux_event *events, int count, int timeout_milliseconds);

int clinux_eventfd(void);

// A non-blocking descriptor for SIGTERM, SIGINT and SIGHUP, which are blocked in this thread and those it starts.
int clinux_signalfd(void);
// The next signal's number, or -1.
int clinux_next_signal(int descriptor);
void clinux_ignore_broken_pipes(void);

// A non-blocking socket that listens at a numeric address (`0.0.0.0`, `::`, `127.0.0.1`); EINVAL for any other text.
int clinux_listen(const char *address, uint16_t port, int backlog);
// The next connection, non-blocking; its peer as text (`10.0.0.1:4242`, `[::1]:4242`).
int clinux_accept(int listener, char *peer, size_t peer_count);
// The port that a socket is bound to, or -1.
int clinux_port(int descriptor);
ssize_t clinux_send(int descriptor, const void *bytes, size_t count);
int clinux_finish_sending(int descriptor);

// At most this many arenas, big blocks always from and back to the kernel, and no growth of those bounds by themselves.
void clinux_bound_memory(int arenas);
void clinux_trim_memory(void);
// Raises the limit of open descriptors as far as allowed, and gives it.
long clinux_raise_descriptor_limit(void);
// Cores that this process may run on; at least 1.
long clinux_core_count(void);
void clinux_name_thread(const char *name);

#endif
