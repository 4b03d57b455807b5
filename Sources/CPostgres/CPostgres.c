#include "include/CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The application binary interface of libpq 5, as of PostgreSQL 14 (libpq-fe.h, postgres_ext.h).
enum { connectionIsGood = 0, fieldState = 'C', fieldWords = 'M' };

typedef struct {
    char *keyword;
    char *environment;
    char *compiled;
    char *value;
    char *label;
    char *display;
    int size;
} Option;

static struct {
    Option *(*parse)(const char *address, char **fault);
    void (*free_options)(Option *options);
    void (*free_memory)(void *memory);
    CPQConnection *(*connect)(const char *const *keywords, const char *const *values, int expands);
    void (*finish)(CPQConnection *connection);
    int (*status)(const CPQConnection *connection);
    char *(*fault)(const CPQConnection *connection);
    int (*version)(const CPQConnection *connection);
    int (*socket)(const CPQConnection *connection);
    CPQResult *(*run)(CPQConnection *connection, const char *sql);
    int (*set_nonblocking)(CPQConnection *connection, int flag);
    int (*enter_pipeline)(CPQConnection *connection);
    int (*prepare)(CPQConnection *connection, const char *name, const char *sql, int count, const void *types);
    int (*execute)(
        CPQConnection *connection, const char *name, int count, const char *const *values, const int *lengths,
        const int *formats, int format);
    int (*sync)(CPQConnection *connection);
    int (*flush)(CPQConnection *connection);
    int (*consume)(CPQConnection *connection);
    int (*is_busy)(CPQConnection *connection);
    CPQResult *(*next)(CPQConnection *connection);
    int (*result_status)(const CPQResult *result);
    int (*rows)(const CPQResult *result);
    char *(*changes)(CPQResult *result);
    char *(*value)(const CPQResult *result, int row, int column);
    int (*is_null)(const CPQResult *result, int row, int column);
    char *(*field)(const CPQResult *result, int code);
    void (*clear)(CPQResult *result);
} pq;

static bool isThere;

static void open_library(void) {
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    const struct {
        void **slot;
        const char *name;
    } wanted[] = {
        {(void **)&pq.parse, "PQconninfoParse"},
        {(void **)&pq.free_options, "PQconninfoFree"},
        {(void **)&pq.free_memory, "PQfreemem"},
        {(void **)&pq.connect, "PQconnectdbParams"},
        {(void **)&pq.finish, "PQfinish"},
        {(void **)&pq.status, "PQstatus"},
        {(void **)&pq.fault, "PQerrorMessage"},
        {(void **)&pq.version, "PQserverVersion"},
        {(void **)&pq.socket, "PQsocket"},
        {(void **)&pq.run, "PQexec"},
        {(void **)&pq.set_nonblocking, "PQsetnonblocking"},
        {(void **)&pq.enter_pipeline, "PQenterPipelineMode"},
        {(void **)&pq.prepare, "PQsendPrepare"},
        {(void **)&pq.execute, "PQsendQueryPrepared"},
        {(void **)&pq.sync, "PQpipelineSync"},
        {(void **)&pq.flush, "PQflush"},
        {(void **)&pq.consume, "PQconsumeInput"},
        {(void **)&pq.is_busy, "PQisBusy"},
        {(void **)&pq.next, "PQgetResult"},
        {(void **)&pq.result_status, "PQresultStatus"},
        {(void **)&pq.rows, "PQntuples"},
        {(void **)&pq.changes, "PQcmdTuples"},
        {(void **)&pq.value, "PQgetvalue"},
        {(void **)&pq.is_null, "PQgetisnull"},
        {(void **)&pq.field, "PQresultErrorField"},
        {(void **)&pq.clear, "PQclear"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
        *wanted[i].slot = dlsym(library, wanted[i].name);
        if (*wanted[i].slot == NULL) return;
    }
    isThere = true;
}

bool cpq_open(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return isThere;
}

char *cpq_fault(const char *address) {
    char *fault = NULL;
    Option *options = pq.parse(address, &fault);
    if (options != NULL) {
        pq.free_options(options);
        return NULL;
    }
    char *copy = strdup(fault != NULL ? fault : "there is no memory left");
    pq.free_memory(fault);
    return copy;
}

static const char *const defaults[][2] = {
    {"application_name", "descent"}, {"client_encoding", "UTF8"}, {"connect_timeout", "10"},
    {"keepalives_idle", "5"}, {"keepalives_interval", "2"}, {"keepalives_count", "3"},
    {"tcp_user_timeout", "10000"},
};

CPQConnection *cpq_connect(const char *address) {
    enum { most = 64, ours = sizeof defaults / sizeof *defaults };
    const char *keywords[most + ours + 1], *values[most + ours + 1];
    size_t count = 0;
    for (; count < ours; ++count) {
        keywords[count] = defaults[count][0];
        values[count] = defaults[count][1];
    }
    Option *options = pq.parse(address, NULL);
    // Of two values of a keyword the later one counts.
    for (Option *each = options; each != NULL && each->keyword != NULL && count < most + ours; ++each) {
        if (each->value == NULL) continue;
        keywords[count] = each->keyword;
        values[count++] = each->value;
    }
    keywords[count] = values[count] = NULL;
    CPQConnection *connection = pq.connect(keywords, values, 0);
    if (options != NULL) pq.free_options(options);
    return connection;
}

void cpq_close(CPQConnection *connection) { pq.finish(connection); }
bool cpq_is_alive(const CPQConnection *connection) { return pq.status(connection) == connectionIsGood; }
const char *cpq_fault_of(const CPQConnection *connection) { return pq.fault(connection); }
int cpq_version(const CPQConnection *connection) { return pq.version(connection); }
int cpq_socket(const CPQConnection *connection) { return pq.socket(connection); }
CPQResult *cpq_run(CPQConnection *connection, const char *sql) { return pq.run(connection, sql); }

bool cpq_begin_pipeline(CPQConnection *connection) {
    return pq.set_nonblocking(connection, 1) == 0 && pq.enter_pipeline(connection) == 1;
}

bool cpq_prepare(CPQConnection *connection, const char *name, const char *sql) {
    return pq.prepare(connection, name, sql, 0, NULL) == 1;
}

bool cpq_execute(CPQConnection *connection, const char *name, int count, const char *const *values) {
    return pq.execute(connection, name, count, values, NULL, NULL, 0) == 1;
}

bool cpq_sync(CPQConnection *connection) { return pq.sync(connection) == 1; }
int cpq_flush(CPQConnection *connection) { return pq.flush(connection); }
bool cpq_consume(CPQConnection *connection) { return pq.consume(connection) == 1; }
bool cpq_is_busy(CPQConnection *connection) { return pq.is_busy(connection) != 0; }
CPQResult *cpq_next(CPQConnection *connection) { return pq.next(connection); }
int cpq_status(const CPQResult *result) { return pq.result_status(result); }
int cpq_rows(const CPQResult *result) { return pq.rows(result); }
const char *cpq_changes(CPQResult *result) { return pq.changes(result); }

const char *cpq_value(const CPQResult *result, int row, int column) {
    return pq.is_null(result, row, column) ? NULL : pq.value(result, row, column);
}

const char *cpq_state(const CPQResult *result) { return pq.field(result, fieldState); }
const char *cpq_words(const CPQResult *result) { return pq.field(result, fieldWords); }
void cpq_free(CPQResult *result) { pq.clear(result); }
