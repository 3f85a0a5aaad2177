#ifndef SEKISHO_COPENSSL_SHIM_H
#define SEKISHO_COPENSSL_SHIM_H
#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <openssl/pem.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/opensslv.h>
#include <stdlib.h>
#include <string.h>

// Swift imports no function-like macro, no macro of a composed value, and no stack of a generic type:
// each one that is used stands here as a function or a constant.

static const uint64_t sekisho_op_no_ticket = SSL_OP_NO_TICKET;
static const uint64_t sekisho_op_no_renegotiation = SSL_OP_NO_RENEGOTIATION;
static const uint64_t sekisho_op_no_compression = SSL_OP_NO_COMPRESSION;
static const uint64_t sekisho_op_server_preference = SSL_OP_CIPHER_SERVER_PREFERENCE;
static const uint64_t sekisho_op_prioritize_chacha = SSL_OP_PRIORITIZE_CHACHA;
static const uint32_t sekisho_key_usage_cert_sign = KU_KEY_CERT_SIGN;
static const uint32_t sekisho_extension_has_basic_constraints = EXFLAG_BCONS;
static const uint32_t sekisho_extension_ca = EXFLAG_CA;
static const uint32_t sekisho_extension_invalid = EXFLAG_INVALID;
static const uint32_t sekisho_extended_key_usage_server = XKU_SSL_SERVER;
static const uint32_t sekisho_extended_key_usage_any = XKU_ANYEKU;
static const unsigned long sekisho_name_flags =
    (XN_FLAG_ONELINE & ~XN_FLAG_SPC_EQ) & ~ASN1_STRFLGS_ESC_MSB;

static inline long sekisho_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}
static inline long sekisho_SSL_CTX_set_max_proto_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_max_proto_version(context, version);
}
static inline long sekisho_SSL_CTX_set1_groups_list(SSL_CTX *context, const char *groups) {
    return SSL_CTX_set1_groups_list(context, (char *)groups);
}
static inline long sekisho_SSL_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
    return SSL_CTX_add1_chain_cert(context, certificate);
}
static inline long sekisho_SSL_CTX_set_session_cache_off(SSL_CTX *context) {
    return SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
static inline long sekisho_SSL_CTX_set_read_ahead(SSL_CTX *context, int on) {
    SSL_CTX_set_read_ahead(context, on);
    return 1;
}
static inline long sekisho_SSL_CTX_set_mode_release_buffers(SSL_CTX *context) {
    return SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}
static inline long sekisho_SSL_set_tlsext_host_name(SSL *session, const char *name) {
    return SSL_set_tlsext_host_name(session, name);
}

// A memory BIO's own bytes, so that they are copied once and not asked for in pieces.
static inline long sekisho_BIO_get_mem_data(BIO *bio, const char **bytes) {
    return BIO_get_mem_data(bio, (char **)bytes);
}

static inline int sekisho_ERR_GET_REASON(unsigned long code) { return ERR_GET_REASON(code); }

static inline int sekisho_general_names_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }
static inline const GENERAL_NAME *sekisho_general_name(const GENERAL_NAMES *names, int index) {
    return sk_GENERAL_NAME_value(names, index);
}
// The text of a DNS, e-mail or URI name, or the octets of an address; NULL for the other kinds.
static inline const ASN1_STRING *sekisho_general_name_string(const GENERAL_NAME *name) {
    switch (name->type) {
    case GEN_DNS: case GEN_EMAIL: case GEN_URI: return name->d.ia5;
    case GEN_IPADD: return name->d.iPAddress;
    default: return NULL;
    }
}
// What a session reads from and writes to instead of a socket. Input is borrowed for one call and never copied here;
// output grows until it is taken. OpenSSL's memory BIO would keep its largest buffer as long as the connection lives.
typedef struct {
    const unsigned char *input;
    size_t input_count;
    unsigned char *output;
    size_t output_start, output_end, output_capacity;
} sekisho_wire;

static int sekisho_wire_read(BIO *bio, char *bytes, size_t count, size_t *done) {
    sekisho_wire *wire = (sekisho_wire *)BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (wire->input_count == 0) {
        BIO_set_retry_read(bio);
        return 0;
    }
    if (count > wire->input_count) count = wire->input_count;
    memcpy(bytes, wire->input, count);
    wire->input += count;
    wire->input_count -= count;
    *done = count;
    return 1;
}
static int sekisho_wire_write(BIO *bio, const char *bytes, size_t count, size_t *done) {
    sekisho_wire *wire = (sekisho_wire *)BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (wire->output_capacity - wire->output_end < count) {
        size_t capacity = wire->output_capacity * 2;
        if (capacity < wire->output_end + count) capacity = wire->output_end + count;
        if (capacity < 4096) capacity = 4096;
        unsigned char *output = (unsigned char *)realloc(wire->output, capacity);
        if (output == NULL) return 0;
        wire->output = output;
        wire->output_capacity = capacity;
    }
    memcpy(wire->output + wire->output_end, bytes, count);
    wire->output_end += count;
    *done = count;
    return 1;
}
static long sekisho_wire_control(BIO *bio, int command, long number, void *pointer) {
    (void)bio; (void)number; (void)pointer;
    return command == BIO_CTRL_FLUSH ? 1 : 0;
}
static int sekisho_wire_create(BIO *bio) {
    sekisho_wire *wire = (sekisho_wire *)calloc(1, sizeof(sekisho_wire));
    if (wire == NULL) return 0;
    BIO_set_data(bio, wire);
    BIO_set_init(bio, 1);
    return 1;
}
static int sekisho_wire_destroy(BIO *bio) {
    sekisho_wire *wire = bio == NULL ? NULL : (sekisho_wire *)BIO_get_data(bio);
    if (wire == NULL) return 0;
    free(wire->output);
    free(wire);
    BIO_set_data(bio, NULL);
    return 1;
}
static inline BIO_METHOD *sekisho_wire_method(void) {
    BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "wire");
    if (method == NULL) return NULL;
    BIO_meth_set_read_ex(method, sekisho_wire_read);
    BIO_meth_set_write_ex(method, sekisho_wire_write);
    BIO_meth_set_ctrl(method, sekisho_wire_control);
    BIO_meth_set_create(method, sekisho_wire_create);
    BIO_meth_set_destroy(method, sekisho_wire_destroy);
    return method;
}
static inline sekisho_wire *sekisho_wire_of(BIO *bio) { return (sekisho_wire *)BIO_get_data(bio); }
static inline void sekisho_wire_consume(sekisho_wire *wire, size_t count) {
    wire->output_start += count;
    if (wire->output_start < wire->output_end) return;
    free(wire->output);
    wire->output = NULL;
    wire->output_start = wire->output_end = wire->output_capacity = 0;
}

// A key that is encrypted is refused; OpenSSL's own callback would ask at the terminal.
static int sekisho_no_password(char *buffer, int size, int writing, void *data) {
    (void)buffer; (void)size; (void)writing; (void)data;
    return -1;
}
static inline EVP_PKEY *sekisho_read_private_key(BIO *bio) {
    return PEM_read_bio_PrivateKey(bio, NULL, sekisho_no_password, NULL);
}
static inline int sekisho_SSL_CTX_set_pointer(SSL_CTX *context, void *pointer) {
    return SSL_CTX_set_app_data(context, pointer);
}
static inline void *sekisho_SSL_CTX_pointer(SSL_CTX *context) { return SSL_CTX_get_app_data(context); }

static inline int sekisho_general_name_type(const GENERAL_NAME *name) { return name->type; }
#endif
