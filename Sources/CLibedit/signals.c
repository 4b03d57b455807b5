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
#include <unistd.h>

static atomic_int interrupts;
static atomic_int resizes;
static int wake[2] = {-1, -1};
static void (*interrupt_handler)(void *);
static void *interrupt_context;
static struct termios found;
static bool found_is_known;

static void note(int signal) {
    int saved = errno;
    if (signal == SIGINT) {
        atomic_fetch_add(&interrupts, 1);
        if (interrupt_handler) interrupt_handler(interrupt_context);
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
    if (found_is_known) {
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
        ssize_t ignored = write(STDOUT_FILENO, paste_off, sizeof paste_off - 1);
        (void)ignored;
    }
    // The handler was installed for one signal only: this time it ends the process.
    raise(signal);
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
    install(SIGTERM, leave, SA_RESETHAND | SA_NODEFER);
    install(SIGHUP, leave, SA_RESETHAND | SA_NODEFER);
}

const int *descent_signal_pipe(void) { return wake; }
int descent_interrupt_count(void) { return atomic_load(&interrupts); }
int descent_resize_count(void) { return atomic_load(&resizes); }

void descent_drain_signal_pipe(void) {
    char bytes[64];
    while (read(wake[0], bytes, sizeof bytes) > 0) {}
}

bool descent_wait_for_input(void) {
    int before = descent_interrupt_count();
    for (;;) {
        struct pollfd files[2] = {{STDIN_FILENO, POLLIN, 0}, {wake[0], POLLIN, 0}};
        if (descent_interrupt_count() != before) return false;
        int ready = poll(files, wake[0] < 0 ? 1 : 2, -1);
        if (ready > 0 && files[1].revents) descent_drain_signal_pipe();
        if (descent_interrupt_count() != before) return false;
        if (ready > 0 && files[0].revents) return true;
        if (ready < 0 && errno != EINTR) return true;
    }
}

static struct winsize window(int descriptor) {
    struct winsize size = {0, 0, 0, 0};
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return (struct winsize){0, 0, 0, 0};
    return size;
}

int descent_columns(int descriptor) { return window(descriptor).ws_col; }
int descent_rows(int descriptor) { return window(descriptor).ws_row; }
