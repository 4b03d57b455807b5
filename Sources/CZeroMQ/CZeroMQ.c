#include "include/CZeroMQ.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The application binary interfaces of libzmq 4 (zmq.h) and of libsodium 1.0 (crypto_auth_hmacsha256.h, utils.h, core.h).
enum { optionName = 5, optionSubscribe = 6, optionMore = 13, optionLinger = 17, optionLongest = 22, optionSendMark = 23 };
enum { optionReceiveMark = 24, optionEndpoint = 32 };
enum { flagDoNotWait = 1, flagMore = 2, eventIn = 1 };

typedef struct {
    _Alignas(void *) unsigned char bytes[64];
} Message;

typedef struct {
    void *socket;
    int descriptor;
    short events;
    short found;
} PollItem;

static struct {
    void *(*ctx_new)(void);
    int (*ctx_shutdown)(void *context);
    int (*ctx_term)(void *context);
    void *(*socket)(void *context, int kind);
    int (*close)(void *socket);
    int (*setsockopt)(void *socket, int option, const void *value, size_t size);
    int (*getsockopt)(void *socket, int option, void *value, size_t *size);
    int (*bind)(void *socket, const char *endpoint);
    int (*connect)(void *socket, const char *endpoint);
    int (*send)(void *socket, const void *bytes, size_t count, int flags);
    int (*msg_init)(Message *message);
    int (*msg_recv)(Message *message, void *socket, int flags);
    int (*msg_send)(Message *message, void *socket, int flags);
    int (*msg_close)(Message *message);
    void *(*msg_data)(Message *message);
    size_t (*msg_size)(const Message *message);
    int (*msg_more)(const Message *message);
    int (*poll)(PollItem *items, int count, long milliseconds);
    int (*error)(void);
    const char *(*words)(int error);
} zmq;

static struct {
    int (*init)(void);
    size_t (*state_bytes)(void);
    int (*hmac_init)(void *state, const unsigned char *key, size_t count);
    int (*hmac_update)(void *state, const unsigned char *bytes, unsigned long long count);
    int (*hmac_final)(void *state, unsigned char *out);
    int (*compare)(const void *one, const void *other, size_t count);
    void (*random)(void *bytes, size_t count);
} sodium;

typedef struct {
    void **slot;
    const char *name;
} Wanted;

static bool find(void *library, const Wanted *wanted, size_t count) {
    for (size_t i = 0; i < count; ++i) {
        *wanted[i].slot = dlsym(library, wanted[i].name);
        if (*wanted[i].slot == NULL) return false;
    }
    return true;
}

static bool open_zmq(void) {
    void *library = dlopen("libzmq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return false;
    const Wanted wanted[] = {
        {(void **)&zmq.ctx_new, "zmq_ctx_new"},
        {(void **)&zmq.ctx_shutdown, "zmq_ctx_shutdown"},
        {(void **)&zmq.ctx_term, "zmq_ctx_term"},
        {(void **)&zmq.socket, "zmq_socket"},
        {(void **)&zmq.close, "zmq_close"},
        {(void **)&zmq.setsockopt, "zmq_setsockopt"},
        {(void **)&zmq.getsockopt, "zmq_getsockopt"},
        {(void **)&zmq.bind, "zmq_bind"},
        {(void **)&zmq.connect, "zmq_connect"},
        {(void **)&zmq.send, "zmq_send"},
        {(void **)&zmq.msg_init, "zmq_msg_init"},
        {(void **)&zmq.msg_recv, "zmq_msg_recv"},
        {(void **)&zmq.msg_send, "zmq_msg_send"},
        {(void **)&zmq.msg_close, "zmq_msg_close"},
        {(void **)&zmq.msg_data, "zmq_msg_data"},
        {(void **)&zmq.msg_size, "zmq_msg_size"},
        {(void **)&zmq.msg_more, "zmq_msg_more"},
        {(void **)&zmq.poll, "zmq_poll"},
        {(void **)&zmq.error, "zmq_errno"},
        {(void **)&zmq.words, "zmq_strerror"},
    };
    return find(library, wanted, sizeof wanted / sizeof *wanted);
}

// A state of HMAC-SHA256 takes 208 bytes in libsodium 1.0.18.
enum { stateBytes = 1024 };

static bool open_sodium(void) {
    void *library = dlopen("libsodium.so.23", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) library = dlopen("libsodium.so.26", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return false;
    const Wanted wanted[] = {
        {(void **)&sodium.init, "sodium_init"},
        {(void **)&sodium.state_bytes, "crypto_auth_hmacsha256_statebytes"},
        {(void **)&sodium.hmac_init, "crypto_auth_hmacsha256_init"},
        {(void **)&sodium.hmac_update, "crypto_auth_hmacsha256_update"},
        {(void **)&sodium.hmac_final, "crypto_auth_hmacsha256_final"},
        {(void **)&sodium.compare, "sodium_memcmp"},
        {(void **)&sodium.random, "randombytes_buf"},
    };
    return find(library, wanted, sizeof wanted / sizeof *wanted) && sodium.init() >= 0 &&
        sodium.state_bytes() <= stateBytes;
}

static const char *missing;

static void open_both(void) {
    missing = !open_zmq() ? "libzmq" : !open_sodium() ? "libsodium" : NULL;
}

const char *czmq_open(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_both);
    return missing;
}

void *czmq_context(void) { return zmq.ctx_new(); }

void czmq_shut(void *context) { zmq.ctx_shutdown(context); }

void czmq_end(void *context) {
    while (zmq.ctx_term(context) != 0 && zmq.error() == EINTR) {}
}

void *czmq_socket(void *context, CZMQKind kind, int linger, int64_t longest, int most) {
    void *socket = zmq.socket(context, kind);
    if (socket == NULL) return NULL;
    zmq.setsockopt(socket, optionLinger, &linger, sizeof linger);
    zmq.setsockopt(socket, optionLongest, &longest, sizeof longest);
    zmq.setsockopt(socket, optionSendMark, &most, sizeof most);
    zmq.setsockopt(socket, optionReceiveMark, &most, sizeof most);
    return socket;
}

void czmq_close(void *socket) { zmq.close(socket); }

static int outcome(int result) { return result < 0 ? zmq.error() : 0; }

int czmq_bind(void *socket, const char *endpoint) { return outcome(zmq.bind(socket, endpoint)); }
int czmq_connect(void *socket, const char *endpoint) { return outcome(zmq.connect(socket, endpoint)); }
int czmq_subscribe_all(void *socket) { return outcome(zmq.setsockopt(socket, optionSubscribe, "", 0)); }

int czmq_name(void *socket, const void *name, size_t count) {
    return outcome(zmq.setsockopt(socket, optionName, name, count));
}

int czmq_endpoint(void *socket, char *endpoint, size_t size) {
    return outcome(zmq.getsockopt(socket, optionEndpoint, endpoint, &size));
}

int czmq_send(void *socket, const void *bytes, size_t count, bool more) {
    int result;
    do result = zmq.send(socket, bytes, count, more ? flagMore : 0);
    while (result < 0 && zmq.error() == EINTR);
    return outcome(result);
}

CZMQPart czmq_receive(void *socket, bool waits) {
    CZMQPart part = {NULL, 0, false, 0};
    Message message;
    zmq.msg_init(&message);
    int result;
    do result = zmq.msg_recv(&message, socket, waits ? 0 : flagDoNotWait);
    while (result < 0 && zmq.error() == EINTR);
    if (result < 0) {
        part.outcome = zmq.error();
    } else {
        part.count = zmq.msg_size(&message);
        part.more = zmq.msg_more(&message) != 0;
        part.bytes = malloc(part.count + 1);
        if (part.bytes == NULL) part.outcome = ENOMEM;
        else memcpy(part.bytes, zmq.msg_data(&message), part.count);
    }
    zmq.msg_close(&message);
    return part;
}

void czmq_free_part(CZMQPart part) { free(part.bytes); }

int czmq_wait(void *const *sockets, int count, int descriptor, long milliseconds, bool *ready) {
    enum { most = 8 };
    PollItem items[most + 1];
    if (count > most) return EINVAL;
    int total = count + (descriptor >= 0);
    for (int i = 0; i < total; ++i) {
        items[i] = (PollItem){i < count ? sockets[i] : NULL, i < count ? 0 : descriptor, eventIn, 0};
    }
    int result = zmq.poll(items, total, milliseconds);
    if (result < 0) return zmq.error();
    for (int i = 0; i <= count; ++i) ready[i] = i < total && items[i].found != 0;
    return 0;
}

void czmq_echo(void *socket) {
    Message message;
    zmq.msg_init(&message);
    for (;;) {
        if (zmq.msg_recv(&message, socket, 0) < 0) {
            if (zmq.error() == EINTR) continue;
            break;
        }
        int flags = zmq.msg_more(&message) ? flagMore : 0;
        int result;
        do result = zmq.msg_send(&message, socket, flags);
        while (result < 0 && zmq.error() == EINTR);
        if (result < 0) break;
    }
    zmq.msg_close(&message);
}

const char *czmq_words(int error) { return zmq.words(error); }

void czmq_sign(
    const uint8_t *key, size_t keyCount, const uint8_t *const *pieces, const size_t *counts, size_t pieceCount,
    uint8_t *signature) {
    _Alignas(64) unsigned char state[stateBytes];
    sodium.hmac_init(state, key, keyCount);
    for (size_t i = 0; i < pieceCount; ++i) sodium.hmac_update(state, pieces[i], counts[i]);
    sodium.hmac_final(state, signature);
}

bool czmq_are_equal(const uint8_t *one, const uint8_t *other, size_t count) {
    return sodium.compare(one, other, count) == 0;
}

void czmq_random(uint8_t *bytes, size_t count) { sodium.random(bytes, count); }
