// Messages over sockets by libzmq, and their signatures, HMAC-SHA256, by libsodium.
//
// Both libraries are opened when a kernel starts, so that the program needs neither of them to start: a machine without
// them loses the Jupyter kernel and nothing else.
#ifndef DESCENT_CZEROMQ_H
#define DESCENT_CZEROMQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Opens both libraries; may be called again and from any thread. Gives NULL, or the name of the library that is not there.
const char *czmq_open(void);

/// As libzmq numbers them.
typedef enum {
    CZMQSubscribe = 2,
    CZMQRequest = 3,
    CZMQReply = 4,
    CZMQDealer = 5,
    CZMQRouter = 6,
    /// Publishes, and is told who subscribes.
    CZMQPublish = 9,
} CZMQKind;

/// A context, or NULL.
void *czmq_context(void);

/// Whoever waits at a socket of the context gets an error from now on.
void czmq_shut(void *context);

/// Waits until all sockets of the context are closed and what they had to send is sent, and ends it.
void czmq_end(void *context);

/// A socket that gives up on what it could not send `linger` milliseconds after it is closed, refuses parts longer than
/// `longest` bytes, and holds at most `most` messages for a slow peer; NULL where there is none to have.
void *czmq_socket(void *context, CZMQKind kind, int linger, int64_t longest, int most);

void czmq_close(void *socket);

/// 0, or the error.
int czmq_bind(void *socket, const char *endpoint);
int czmq_connect(void *socket, const char *endpoint);
int czmq_subscribe_all(void *socket);

/// Names the socket to the peers that it will be connected to.
int czmq_name(void *socket, const void *name, size_t count);

/// Where it is bound, written into `endpoint`; 0, or the error.
int czmq_endpoint(void *socket, char *endpoint, size_t size);

/// Sends one part of a message, waiting where it has to; 0, or the error.
int czmq_send(void *socket, const void *bytes, size_t count, bool more);

/// One part of a message, to be freed with `czmq_free_part`. `outcome` is 0, or the error: EAGAIN where none is waiting.
typedef struct {
    uint8_t *bytes;
    size_t count;
    bool more;
    int outcome;
} CZMQPart;

CZMQPart czmq_receive(void *socket, bool waits);
void czmq_free_part(CZMQPart part);

/// Waits until one of the sockets can be received from, or the file descriptor read from (-1 for none), at most so many milliseconds
/// (-1 for as long as it takes). `ready[i]` tells of each socket, `ready[count]` of the descriptor. 0, or the error.
int czmq_wait(void *const *sockets, int count, int descriptor, long milliseconds, bool *ready);

/// Gives every message back to its sender until the context ends.
void czmq_echo(void *socket);

/// What the error means.
const char *czmq_words(int error);

/// Bytes of a signature.
enum { CZMQSignatureBytes = 32 };

/// HMAC-SHA256 of several pieces, one after the other.
void czmq_sign(
    const uint8_t *key, size_t keyCount, const uint8_t *const *pieces, const size_t *counts, size_t pieceCount,
    uint8_t *signature);

/// Whether two stretches of equal length are the same, in a time that does not tell where they differ.
bool czmq_are_equal(const uint8_t *one, const uint8_t *other, size_t count);

/// Bytes that nobody can guess.
void czmq_random(uint8_t *bytes, size_t count);

#endif
