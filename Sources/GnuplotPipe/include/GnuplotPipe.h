// One gnuplot process behind gnuplot-iostream, with a C face.
//
// The script and its data go in through gnuplot-iostream's stream; what gnuplot writes to its standard output (the
// picture) and to its standard error (its complaints) is collected in memory, so that no path of a person's ever
// reaches gnuplot. No C++ exception leaves these functions, SIGPIPE never reaches the caller, and a gnuplot that
// hangs is killed when its time is up.
#ifndef DESCENT_GNUPLOT_PIPE_H
#define DESCENT_GNUPLOT_PIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct GnuplotPipe GnuplotPipe;

typedef enum {
    /// gnuplot ended by itself with exit code 0.
    GnuplotEndedWell = 0,
    /// There is no such program on PATH.
    GnuplotAbsent = 1,
    /// The system could not start it or give it memory; `detail` is errno.
    GnuplotNotStarted = 2,
    /// It ended with exit code `detail`.
    GnuplotEndedBadly = 3,
    /// Somebody else ended it with signal `detail`.
    GnuplotKilled = 4,
    /// It was ended here because its time was up.
    GnuplotTimedOut = 5,
    /// It was ended here because `shouldStop` said so.
    GnuplotStopped = 6,
} GnuplotEnd;

typedef struct {
    GnuplotEnd end;
    int detail;
} GnuplotOutcome;

/// Asked from another thread, every few milliseconds, while gnuplot works.
typedef bool (*GnuplotShouldStop)(void *context);

/// Starts `program` (looked up on PATH) with `arguments`, a NULL-terminated list without the program's name.
/// Returns NULL, with the reason in `*outcome`, when it could not be started.
GnuplotPipe *gnuplot_pipe_open(
    const char *program, const char *const *arguments, double seconds, GnuplotShouldStop shouldStop, void *context,
    GnuplotOutcome *outcome);

/// Sends script text. Returns false once gnuplot no longer reads; `gnuplot_pipe_finish` then tells why.
bool gnuplot_pipe_send_text(GnuplotPipe *pipe, const char *text, size_t count);

/// Sends numbers as native 32-bit floats, for `binary format="%float32"`.
bool gnuplot_pipe_send_floats(GnuplotPipe *pipe, const float *numbers, size_t count);

/// Hands on what was sent so far. Returns false once gnuplot no longer reads.
bool gnuplot_pipe_flush(GnuplotPipe *pipe);

/// What gnuplot has written to standard output while it goes on: up to `count` bytes from the `from`-th on. Returns how many.
size_t gnuplot_pipe_output_so_far(GnuplotPipe *pipe, size_t from, uint8_t *bytes, size_t count);

/// Whether gnuplot has ended by itself, or was ended.
bool gnuplot_pipe_has_ended(GnuplotPipe *pipe);

/// Ends the script, waits for gnuplot to end and says how it did. Call once.
GnuplotOutcome gnuplot_pipe_finish(GnuplotPipe *pipe);

/// The picture: everything gnuplot wrote to standard output. Valid after finish, until the pipe is freed.
const uint8_t *gnuplot_pipe_output(GnuplotPipe *pipe, size_t *count);

/// gnuplot's complaints: everything it wrote to standard error. Valid after finish, until the pipe is freed.
const uint8_t *gnuplot_pipe_messages(GnuplotPipe *pipe, size_t *count);

/// Ends gnuplot if it still runs, and frees everything.
void gnuplot_pipe_free(GnuplotPipe *pipe);

#ifdef __cplusplus
}
#endif

#endif
