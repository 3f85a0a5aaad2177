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

// Swift imports no function-like macro, no macro of a composed value, and no stack of a generic type:
// each one that is used stands here as a function or a constant.

static const uint64_t sekisho_op_no_ticket = SSL_OP_NO_TICKET;
static const uint64_t sekisho_op_no_renegotiation = SSL_OP_NO_RENEGOTIATION;
static const uint64_t sekisho_op_no_compression = SSL_OP_NO_COMPRESSION;
static const uint64_t sekisho_op_server_preference = SSL_OP_CIPHER_SERVER_PREFERENCE;
static const uint64_t sekisho_op_prioritize_chacha = SSL_OP_PRIORITIZE_CHACHA;
static const uint64_t sekisho_op_ignore_unexpected_eof = SSL_OP_IGNORE_UNEXPECTED_EOF;
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
    return SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
                                         | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}
static inline long sekisho_SSL_set_tlsext_host_name(SSL *session, const char *name) {
    return SSL_set_tlsext_host_name(session, name);
}
static inline size_t sekisho_BIO_pending(BIO *bio) { return BIO_ctrl_pending(bio); }

// A memory BIO's own bytes, so that they are copied once and not asked for in pieces.
static inline long sekisho_BIO_get_mem_data(BIO *bio, const char **bytes) {
    return BIO_get_mem_data(bio, (char **)bytes);
}
static inline int sekisho_BIO_reset(BIO *bio) { return BIO_reset(bio); }
static inline int sekisho_BIO_set_empty_means_retry(BIO *bio) { return (int)BIO_set_mem_eof_return(bio, -1); }

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
static inline int sekisho_general_name_type(const GENERAL_NAME *name) { return name->type; }
#endif
