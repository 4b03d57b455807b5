// Signals reach the editor as counters and a byte in a pipe, so that it does not matter which thread receives them.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static atomic_int interrupts;
static atomic_int resizes;
static int wake[2] = {-1, -1};
static void (*interrupt_handler)(void *);
static void *interrupt_context;
static struct termios found;
static bool found_is_known;
static struct sigaction before[64];
static atomic_bool screen_is_taken;
// Colours, mouse and cursor as they were, and the screen that was there before.
static const char screen_back[] = "\033[0m\033[?1006l\033[?1002l\033[?25h\033[?1049l";

static void note(int signal) {
    int saved = errno;
    if (signal == SIGINT) {
        // In this order: whoever sees the count has the work stopped already.
        if (interrupt_handler) interrupt_handler(interrupt_context);
        atomic_fetch_add(&interrupts, 1);
    } else {
        atomic_fetch_add(&resizes, 1);
    }
    // A full pipe is as good a wake-up as one more byte.
    ssize_t ignored = write(wake[1], "", 1);
    (void)ignored;
    errno = saved;
}

static void leave(int signal) {
    static const char paste_off[] = "\033[?2004l";
    // In the background the terminal is another program's.
    if (found_is_known && tcgetpgrp(STDIN_FILENO) == getpgrp()) {
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
        ssize_t ignored = write(STDOUT_FILENO, paste_off, sizeof paste_off - 1);
        if (atomic_load(&screen_is_taken)) ignored = write(STDOUT_FILENO, screen_back, sizeof screen_back - 1);
        (void)ignored;
    }
    // What came before us comes now: the end of the process, or somebody's account of a crash.
    sigaction(signal, &before[signal - 1], NULL);
    raise(signal);
}

// Whether a signal that nobody handles ends the process; SIGINT has a meaning of its own here, and SIGPIPE is ignored.
static bool ends_the_process(int signal) {
    switch (signal) {
    case SIGINT: case SIGPIPE: case SIGKILL: case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU: case SIGCONT:
    case SIGCHLD: case SIGURG: case SIGWINCH: return false;
    default: return true;
    }
}

static void install(int signal, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

void descent_watch_signals(void (*handler)(void *), void *context) {
    interrupt_handler = handler;
    interrupt_context = context;
    if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return;
    found_is_known = isatty(STDOUT_FILENO) && tcgetattr(STDIN_FILENO, &found) == 0;
    install(SIGINT, note, SA_RESTART);
    install(SIGWINCH, note, SA_RESTART);
    for (int signal = 1; signal <= 64; signal++) {
        struct sigaction now;
        if (!ends_the_process(signal) || sigaction(signal, NULL, &now) != 0) continue;
        // What the parent lets us ignore (nohup) stays as it is; and this may be called again.
        if (now.sa_handler == SIG_IGN || now.sa_handler == leave) continue;
        before[signal - 1] = now;
        install(signal, leave, SA_NODEFER);
    }
    descent_unblock_signals();
}

void descent_unblock_signals(void) {
    sigset_t watched;
    sigemptyset(&watched);
    for (int signal = 1; signal <= 64; signal++)
        if (signal == SIGINT || signal == SIGWINCH || ends_the_process(signal)) sigaddset(&watched, signal);
    pthread_sigmask(SIG_UNBLOCK, &watched, NULL);
}

const int *descent_signal_pipe(void) { return wake; }
int descent_interrupt_count(void) { return atomic_load(&interrupts); }
int descent_resize_count(void) { return atomic_load(&resizes); }

void descent_drain_signal_pipe(void) {
    char bytes[64];
    while (read(wake[0], bytes, sizeof bytes) > 0) {}
}

static long long now_in_milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

DescentEvent descent_wait_for_event(int interrupts_seen, int resizes_seen, int milliseconds) {
    long long end = now_in_milliseconds() + milliseconds;
    for (;;) {
        struct pollfd files[2] = {{STDIN_FILENO, POLLIN, 0}, {wake[0], POLLIN, 0}};
        if (descent_interrupt_count() != interrupts_seen) return DescentInterrupt;
        if (descent_resize_count() != resizes_seen) return DescentResize;
        long long left = end - now_in_milliseconds();
        int ready = poll(files, wake[0] < 0 ? 1 : 2, milliseconds < 0 ? -1 : left > 0 ? (int)left : 0);
        if (ready > 0 && files[1].revents) descent_drain_signal_pipe();
        if (descent_interrupt_count() != interrupts_seen) return DescentInterrupt;
        if (ready > 0 && files[0].revents) return DescentInput;
        if (ready < 0 && errno != EINTR) return DescentInput;
        if (ready == 0) return DescentTimeOut;
    }
}

bool descent_wait_for_input(int interrupts_seen) {
    for (;;) {
        // Who reads lines asks for the size of the window when it writes the next one.
        DescentEvent event = descent_wait_for_event(interrupts_seen, descent_resize_count(), -1);
        if (event == DescentInterrupt) return false;
        if (event == DescentInput) return true;
    }
}

void descent_take_screen(bool with_mouse) {
    static const char take[] = "\033[?1049h";
    static const char mouse[] = "\033[?25l\033[?1002h\033[?1006h";
    atomic_store(&screen_is_taken, true);
    ssize_t ignored = write(STDOUT_FILENO, take, sizeof take - 1);
    if (with_mouse) ignored = write(STDOUT_FILENO, mouse, sizeof mouse - 1);
    (void)ignored;
}

void descent_give_screen_back(void) {
    ssize_t ignored = write(STDOUT_FILENO, screen_back, sizeof screen_back - 1);
    (void)ignored;
    atomic_store(&screen_is_taken, false);
}

static struct winsize window(int descriptor) {
    struct winsize size = {0, 0, 0, 0};
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return (struct winsize){0, 0, 0, 0};
    return size;
}

int descent_columns(int descriptor) { return window(descriptor).ws_col; }
int descent_rows(int descriptor) { return window(descriptor).ws_row; }
