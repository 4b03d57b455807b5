// PostgreSQL by libpq, its client library.
//
// The library is opened when a study on a server is asked for, so that the program does not need it to start: a machine
// without it has its studies in files.
#ifndef DESCENT_CPOSTGRES_H
#define DESCENT_CPOSTGRES_H

#include <stdbool.h>
#include <stddef.h>

/// Opens the library; may be called again and from any thread. Whether it is there, version 14 or later.
bool cpq_open(void);

typedef struct CPQConnection CPQConnection;
typedef struct CPQResult CPQResult;

/// What is wrong with an address, to be freed; NULL where it can be read.
char *cpq_fault(const char *address);

/// Connects, waiting as long as that takes. What the address says holds; where it says nothing, an answer is waited for 10
/// seconds, and a network that is cut is noticed after 10. Never NULL but without memory; `cpq_is_alive` tells how it went.
CPQConnection *cpq_connect(const char *address);

void cpq_close(CPQConnection *connection);
bool cpq_is_alive(const CPQConnection *connection);

/// What went wrong last.
const char *cpq_fault_of(const CPQConnection *connection);

/// The server's version: 150018 for 15.18.
int cpq_version(const CPQConnection *connection);

/// What can be waited at.
int cpq_socket(const CPQConnection *connection);

/// Runs some statements that give at most one row between them, waiting for them; to be called before `cpq_begin_pipeline`.
CPQResult *cpq_run(CPQConnection *connection, const char *sql);

/// From now on nothing waits: statements are sent one after the other, and their results come in that order.
bool cpq_begin_pipeline(CPQConnection *connection);

/// Each of these says whether it could be put among what is to be sent.
bool cpq_prepare(CPQConnection *connection, const char *name, const char *sql);
bool cpq_execute(CPQConnection *connection, const char *name, int count, const char *const *values);
bool cpq_sync(CPQConnection *connection);

/// Sends what the socket takes: 0 when all is sent, 1 where there is more, -1 where the connection is lost.
int cpq_flush(CPQConnection *connection);

/// Takes in what has come; false where the connection is lost.
bool cpq_consume(CPQConnection *connection);

/// Whether the next result is not here yet.
bool cpq_is_busy(CPQConnection *connection);

/// The next result; NULL after the last one of a statement.
CPQResult *cpq_next(CPQConnection *connection);

/// As libpq numbers them.
typedef enum {
    CPQDone = 1,
    CPQRows = 2,
    CPQFailed = 7,
    CPQSync = 10,
    /// Did not run, because an earlier statement had failed.
    CPQSkipped = 11,
} CPQStatus;

int cpq_status(const CPQResult *result);
int cpq_rows(const CPQResult *result);
/// How many rows a statement has changed.
const char *cpq_changes(CPQResult *result);
/// NULL for a value that is none.
const char *cpq_value(const CPQResult *result, int row, int column);
/// The five signs of SQL's kind of error, or NULL.
const char *cpq_state(const CPQResult *result);
/// What the server says of it, or NULL.
const char *cpq_words(const CPQResult *result);
void cpq_free(CPQResult *result);

#endif
