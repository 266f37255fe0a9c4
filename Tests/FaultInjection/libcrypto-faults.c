// Makes one call of libcrypto fail, or every call from one on: the library is loaded before libcrypto (LD_PRELOAD) and
// stands in front of each function that Sources/Cryptography/OpenSSL calls and that can fail.
//
// The calls of one thread are counted from the moment it arms the faults. What libcrypto calls of itself is let through.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

static _Thread_local long calls, failing_call;
static _Thread_local int armed, pausing, all_further, answer;

// From now on the call with this number fails, and all further ones too if asked for. An int function that fails
// returns `failure`, which is 0 or negative; a pointer function returns NULL.
void testamur_faults_arm(long call, int further, int failure) {
    calls = 0;
    failing_call = call;
    all_further = further;
    answer = failure;
    armed = 1;
}

// No call fails any more. Gives the number of calls that were made since the arming.
long testamur_faults_disarm(void) {
    armed = 0;
    return calls;
}

// Lets calls through, uncounted, while `paused` is not zero.
void testamur_faults_pause(int paused) { pausing = paused; }

// Whether an address lies in libcrypto.
static int is_inside(const void *address) {
    Dl_info found;
    return dladdr(address, &found) && found.dli_fname && strstr(found.dli_fname, "libcrypto");
}

static int fails(const void *caller) {
    if (!armed || pausing || is_inside(caller)) return 0;
    calls++;
    return all_further ? calls >= failing_call : calls == failing_call;
}

#define STAND_BEFORE(type, name, parameters, arguments, failure)              \
    type name parameters {                                                    \
        static type(*real) parameters;                                        \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name);                 \
        if (!real || fails(__builtin_return_address(0))) return failure;                                 \
        return real arguments;                                                \
    }
#define NUMBER(name, parameters, arguments) STAND_BEFORE(int, name, parameters, arguments, answer)
#define POINTER(type, name, parameters, arguments) STAND_BEFORE(type, name, parameters, arguments, NULL)

NUMBER(RAND_bytes, (unsigned char *b, int n), (b, n))
NUMBER(RAND_priv_bytes, (unsigned char *b, int n), (b, n))

POINTER(EVP_MD_CTX *, EVP_MD_CTX_new, (void), ())
POINTER(EVP_MD *, EVP_MD_fetch, (OSSL_LIB_CTX *c, const char *n, const char *p), (c, n, p))
NUMBER(EVP_MD_get_size, (const EVP_MD *m), (m))
NUMBER(EVP_DigestInit_ex2, (EVP_MD_CTX *c, const EVP_MD *m, const OSSL_PARAM p[]), (c, m, p))
NUMBER(EVP_DigestUpdate, (EVP_MD_CTX *c, const void *b, size_t n), (c, b, n))
NUMBER(EVP_DigestFinal_ex, (EVP_MD_CTX *c, unsigned char *b, unsigned int *n), (c, b, n))

POINTER(EVP_PKEY *, EVP_PKEY_new_raw_public_key, (int t, ENGINE *e, const unsigned char *b, size_t n), (t, e, b, n))
POINTER(EVP_PKEY *, EVP_PKEY_new_raw_private_key, (int t, ENGINE *e, const unsigned char *b, size_t n), (t, e, b, n))
NUMBER(EVP_PKEY_get_raw_public_key, (const EVP_PKEY *k, unsigned char *b, size_t *n), (k, b, n))
NUMBER(EVP_DigestSignInit_ex,
    (EVP_MD_CTX *c, EVP_PKEY_CTX **x, const char *m, OSSL_LIB_CTX *l, const char *q, EVP_PKEY *k, const OSSL_PARAM p[]),
    (c, x, m, l, q, k, p))
NUMBER(EVP_DigestVerifyInit_ex,
    (EVP_MD_CTX *c, EVP_PKEY_CTX **x, const char *m, OSSL_LIB_CTX *l, const char *q, EVP_PKEY *k, const OSSL_PARAM p[]),
    (c, x, m, l, q, k, p))
NUMBER(EVP_DigestSign, (EVP_MD_CTX *c, unsigned char *s, size_t *n, const unsigned char *b, size_t m), (c, s, n, b, m))
NUMBER(EVP_DigestVerify, (EVP_MD_CTX *c, const unsigned char *s, size_t n, const unsigned char *b, size_t m),
    (c, s, n, b, m))

NUMBER(EVP_PKEY_get_octet_string_param, (const EVP_PKEY *k, const char *p, unsigned char *b, size_t m, size_t *n),
    (k, p, b, m, n))
POINTER(X509_ALGOR *, PKCS5_pbe2_set_iv,
    (const EVP_CIPHER *c, int i, unsigned char *s, int n, unsigned char *v, int f), (c, i, s, n, v, f))
POINTER(unsigned char *, PKCS12_pbe_crypt,
    (const X509_ALGOR *a, const char *p, int n, const unsigned char *b, int m, unsigned char **d, int *l, int e),
    (a, p, n, b, m, d, l, e))
POINTER(X509_SIG *, X509_SIG_new, (void), ())
NUMBER(X509_ALGOR_copy, (X509_ALGOR * d, const X509_ALGOR *s), (d, s))
NUMBER(ASN1_OCTET_STRING_set, (ASN1_OCTET_STRING * s, const unsigned char *b, int n), (s, b, n))
POINTER(X509_SIG *, d2i_X509_SIG, (X509_SIG **s, const unsigned char **b, long n), (s, b, n))
NUMBER(i2d_X509_SIG, (const X509_SIG *s, unsigned char **b), (s, b))
POINTER(void *, ASN1_TYPE_unpack_sequence, (const ASN1_ITEM *i, const ASN1_TYPE *t), (i, t))
NUMBER(ASN1_TYPE_get, (const ASN1_TYPE *t), (t))
NUMBER(ASN1_INTEGER_get_uint64, (uint64_t * v, const ASN1_INTEGER *i), (v, i))
NUMBER(ASN1_STRING_length, (const ASN1_STRING *s), (s))
POINTER(const unsigned char *, ASN1_STRING_get0_data, (const ASN1_STRING *s), (s))
NUMBER(OBJ_obj2nid, (const ASN1_OBJECT *o), (o))
POINTER(const char *, OBJ_nid2sn, (int n), (n))
NUMBER(OBJ_obj2txt, (char *b, int n, const ASN1_OBJECT *o, int d), (b, n, o, d))

POINTER(EVP_CIPHER_CTX *, EVP_CIPHER_CTX_new, (void), ())
NUMBER(EVP_CipherInit_ex,
    (EVP_CIPHER_CTX *c, const EVP_CIPHER *a, ENGINE *e, const unsigned char *k, const unsigned char *v, int n),
    (c, a, e, k, v, n))
NUMBER(EVP_CipherUpdate, (EVP_CIPHER_CTX *c, unsigned char *o, int *n, const unsigned char *b, int m), (c, o, n, b, m))
NUMBER(EVP_CipherFinal_ex, (EVP_CIPHER_CTX *c, unsigned char *o, int *n), (c, o, n))
NUMBER(EVP_CIPHER_CTX_ctrl, (EVP_CIPHER_CTX *c, int t, int n, void *p), (c, t, n, p))
POINTER(EVP_PKEY_CTX *, EVP_PKEY_CTX_new_id, (int t, ENGINE *e), (t, e))
NUMBER(EVP_PKEY_derive_init, (EVP_PKEY_CTX *c), (c))
NUMBER(EVP_PKEY_CTX_set_hkdf_md, (EVP_PKEY_CTX *c, const EVP_MD *m), (c, m))
NUMBER(EVP_PKEY_CTX_set1_hkdf_salt, (EVP_PKEY_CTX *c, const unsigned char *b, int n), (c, b, n))
NUMBER(EVP_PKEY_CTX_set1_hkdf_key, (EVP_PKEY_CTX *c, const unsigned char *b, int n), (c, b, n))
NUMBER(EVP_PKEY_CTX_add1_hkdf_info, (EVP_PKEY_CTX *c, const unsigned char *b, int n), (c, b, n))
NUMBER(EVP_PKEY_derive, (EVP_PKEY_CTX *c, unsigned char *b, size_t *n), (c, b, n))
NUMBER(EVP_PBE_scrypt,
    (const char *p, size_t m, const unsigned char *s, size_t l, uint64_t n, uint64_t r, uint64_t t, uint64_t x,
        unsigned char *k, size_t z),
    (p, m, s, l, n, r, t, x, k, z))
