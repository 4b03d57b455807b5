// The process around gnuplot-iostream: started without a shell, watched by one thread, its output kept in memory.
//
// gnuplot-iostream would start gnuplot by popen, which gives neither a process id to end a hanging gnuplot with nor
// its exit code; so the process is started here and gnuplot-iostream is handed the open stream.
#include "include/GnuplotPipe.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <vector>

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
#pragma clang diagnostic ignored "-Wdeprecated"
#include <gnuplot-iostream.h>
#pragma clang diagnostic pop

extern char **environ;

namespace {

/// Holds SIGPIPE back for this thread while it writes, so that a gnuplot that has gone is an error and not a death.
class PipeSignalHeld {
public:
    PipeSignalHeld() {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        sigset_t pending;
        sigpending(&pending);
        wasPending_ = sigismember(&pending, SIGPIPE) == 1;
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }

    ~PipeSignalHeld() {
        if (!wasPending_) {
            const struct timespec now = {0, 0};
            while (sigtimedwait(&pipe_, nullptr, &now) == -1 && errno == EINTR) {
            }
        }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_;
    sigset_t before_;
    bool wasPending_;
};

/// A file that lives in memory only.
int memoryFile(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

std::vector<uint8_t> contents(int file) {
    struct stat status = {};
    if (file < 0 || fstat(file, &status) != 0 || status.st_size <= 0) return {};
    std::vector<uint8_t> bytes(static_cast<size_t>(status.st_size));
    size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        done += static_cast<size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

enum class Ending { byItself, timeUp, stopped };

}  // namespace

struct GnuplotPipe {
    pid_t process = -1;
    int output = -1;
    int messages = -1;
    Gnuplot *stream = nullptr;
    bool writable = true;
    std::vector<uint8_t> picture;
    std::vector<uint8_t> complaints;

    std::mutex guard;
    std::condition_variable ended;
    bool isReaped = false;
    Ending ending = Ending::byItself;
    std::thread watch;

    /// Ends gnuplot with everything that it has started: it leads a process group of its own.
    void killGroup() const { kill(-process, SIGKILL); }

    /// Ends gnuplot when its time is up or nobody wants the picture any more.
    void watchOver(double seconds, GnuplotShouldStop shouldStop, void *context) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
        std::unique_lock<std::mutex> lock(guard);
        while (!isReaped) {
            if (ending == Ending::byItself) {
                if (shouldStop != nullptr && shouldStop(context)) {
                    ending = Ending::stopped;
                } else if (std::chrono::steady_clock::now() >= deadline) {
                    ending = Ending::timeUp;
                }
                if (ending != Ending::byItself) killGroup();
            }
            ended.wait_for(lock, std::chrono::milliseconds(5));
        }
    }

    void closeStream() {
        if (stream == nullptr) return;
        const PipeSignalHeld held;
        try {
            delete stream;
        } catch (...) {
            writable = false;
        }
        stream = nullptr;
    }

    /// Waits for the end of the process. The process id stays reserved until the watch has been told, so that the
    /// watch can never end another process.
    int reap() {
        siginfo_t info = {};
        while (waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
        }
        int status = 0;
        {
            const std::lock_guard<std::mutex> lock(guard);
            while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
            }
            isReaped = true;
        }
        ended.notify_all();
        if (watch.joinable()) watch.join();
        return status;
    }

    ~GnuplotPipe() {
        if (process > 0 && !isReaped) {
            killGroup();
            closeStream();
            reap();
        }
        closeStream();
        if (output >= 0) close(output);
        if (messages >= 0) close(messages);
    }
};

namespace {

/// posix_spawnp with our three ends as its standard streams, in a process group of its own (Ctrl-C is for the person's
/// session), with the signals as a fresh program expects them. Returns 0 or errno.
int start(pid_t *process, const char *program, const char *const *arguments, int input, int output, int messages) {
    std::vector<char *> line;
    line.push_back(const_cast<char *>(program));
    for (const char *const *argument = arguments; argument != nullptr && *argument != nullptr; ++argument) {
        line.push_back(const_cast<char *>(*argument));
    }
    line.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, input, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_adddup2(&files, messages, 2);
    sigset_t none;
    sigset_t usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    const int failure = posix_spawnp(process, program, &files, &attributes, line.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failure;
}

GnuplotPipe *openOrThrow(
    const char *program, const char *const *arguments, double seconds, GnuplotShouldStop shouldStop, void *context,
    GnuplotOutcome *outcome) {
    auto *pipe = new GnuplotPipe();
    int ends[2] = {-1, -1};
    pipe->output = memoryFile("picture");
    pipe->messages = memoryFile("messages");
    if (pipe->output < 0 || pipe->messages < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        *outcome = {GnuplotNotStarted, errno};
        delete pipe;
        return nullptr;
    }
    const int failure = start(&pipe->process, program, arguments, ends[0], pipe->output, pipe->messages);
    close(ends[0]);
    if (failure != 0) {
        close(ends[1]);
        pipe->process = -1;
        *outcome = {failure == ENOENT || failure == EACCES ? GnuplotAbsent : GnuplotNotStarted, failure};
        delete pipe;
        return nullptr;
    }
    try {
        FILE *writing = fdopen(ends[1], "w");
        if (writing == nullptr) {
            close(ends[1]);
            throw std::bad_alloc();
        }
        pipe->stream = new Gnuplot(writing);
        pipe->watch = std::thread(&GnuplotPipe::watchOver, pipe, seconds, shouldStop, context);
    } catch (...) {
        delete pipe;
        throw;
    }
    return pipe;
}

bool sendBytes(GnuplotPipe *pipe, const char *bytes, size_t count) {
    if (pipe == nullptr || pipe->stream == nullptr || !pipe->writable) return false;
    const PipeSignalHeld held;
    try {
        pipe->stream->write(bytes, static_cast<std::streamsize>(count));
        pipe->writable = pipe->stream->good();
    } catch (...) {
        pipe->writable = false;
    }
    return pipe->writable;
}

}  // namespace

extern "C" {

GnuplotPipe *gnuplot_pipe_open(
    const char *program, const char *const *arguments, double seconds, GnuplotShouldStop shouldStop, void *context,
    GnuplotOutcome *outcome) {
    *outcome = {GnuplotEndedWell, 0};
    try {
        return openOrThrow(program, arguments, seconds, shouldStop, context, outcome);
    } catch (...) {
        *outcome = {GnuplotNotStarted, ENOMEM};
        return nullptr;
    }
}

bool gnuplot_pipe_send_text(GnuplotPipe *pipe, const char *text, size_t count) { return sendBytes(pipe, text, count); }

bool gnuplot_pipe_send_floats(GnuplotPipe *pipe, const float *numbers, size_t count) {
    return sendBytes(pipe, reinterpret_cast<const char *>(numbers), count * sizeof(float));
}

bool gnuplot_pipe_flush(GnuplotPipe *pipe) {
    if (pipe == nullptr || pipe->stream == nullptr || !pipe->writable) return false;
    const PipeSignalHeld held;
    try {
        pipe->stream->flush();
        pipe->writable = pipe->stream->good();
    } catch (...) {
        pipe->writable = false;
    }
    return pipe->writable;
}

size_t gnuplot_pipe_output_so_far(GnuplotPipe *pipe, size_t from, uint8_t *bytes, size_t count) {
    const ssize_t got = pread(pipe->output, bytes, count, static_cast<off_t>(from));
    return got > 0 ? static_cast<size_t>(got) : 0;
}

bool gnuplot_pipe_has_ended(GnuplotPipe *pipe) {
    if (pipe->process <= 0 || pipe->isReaped) return true;
    siginfo_t info = {};
    return waitid(P_PID, static_cast<id_t>(pipe->process), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != 0;
}

GnuplotOutcome gnuplot_pipe_finish(GnuplotPipe *pipe) {
    if (pipe == nullptr || pipe->process <= 0 || pipe->isReaped) return {GnuplotNotStarted, 0};
    try {
        pipe->closeStream();
        const int status = pipe->reap();
        pipe->picture = contents(pipe->output);
        pipe->complaints = contents(pipe->messages);
        if (pipe->ending == Ending::timeUp) return {GnuplotTimedOut, 0};
        if (pipe->ending == Ending::stopped) return {GnuplotStopped, 0};
        if (WIFSIGNALED(status)) return {GnuplotKilled, WTERMSIG(status)};
        // A shell-like exit code of 127 is how some systems report a program that could not be run.
        if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return {GnuplotAbsent, 127};
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) return {GnuplotEndedBadly, WEXITSTATUS(status)};
        return {GnuplotEndedWell, 0};
    } catch (...) {
        return {GnuplotNotStarted, ENOMEM};
    }
}

const uint8_t *gnuplot_pipe_output(GnuplotPipe *pipe, size_t *count) {
    *count = pipe->picture.size();
    return pipe->picture.data();
}

const uint8_t *gnuplot_pipe_messages(GnuplotPipe *pipe, size_t *count) {
    *count = pipe->complaints.size();
    return pipe->complaints.data();
}

void gnuplot_pipe_free(GnuplotPipe *pipe) { delete pipe; }

}  // extern "C"
