// Where the editor's characters come from: queued keys first, then the terminal, with signals handled in between.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

// One byte: 1 read, 0 end, -1 error, 2 a signal came.
static int read_byte(DescentEditor *editor, unsigned char *byte) {
    if (editor->ahead_count > 0) {
        *byte = editor->ahead[0];
        memmove(editor->ahead, editor->ahead + 1, (size_t)--editor->ahead_count);
        return 1;
    }
    int wake = descent_signal_pipe()[0];
    for (;;) {
        struct pollfd files[2] = {{STDIN_FILENO, POLLIN, 0}, {wake, POLLIN, 0}};
        int ready = poll(files, wake < 0 ? 1 : 2, -1);
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0) return -1;
        if (files[1].revents) {
            descent_drain_signal_pipe();
            return 2;
        }
        ssize_t n = read(STDIN_FILENO, byte, 1);
        editor->was_ahead = n == 1 && editor->typed_ahead > 0;
        if (editor->was_ahead) editor->typed_ahead--;
        if (n >= 0) return (int)n;
        if (errno != EINTR && errno != EAGAIN) return -1;
    }
}

// Draws the line again at the new width. The terminal has wrapped the old text to that width already, so the cursor
// is as many rows below the prompt as the text before it now takes.
static void redraw_resized(DescentEditor *editor) {
    int columns = descent_columns(STDOUT_FILENO);
    if (columns <= 0) columns = 80;
    int row = 0, column = 0;
    bool literal = false;
    for (const wchar_t *p = editor->prompt; *p; p++) {
        if (*p == 1) literal = !literal;
        else if (!literal) column += descent_cell_width((unsigned)*p);
    }
    const LineInfoW *info = el_wline(editor->line);
    for (const wchar_t *p = info->buffer; p < info->cursor; p++) {
        if (*p == L'\n') {
            row += 1 + column / columns;
            column = 0;
        } else {
            column += descent_cell_width((unsigned)*p);
        }
    }
    row += column / columns;
    if (row > 0) printf("\033[%dA", row);
    fputs("\r\033[J", stdout);
    el_resize(editor->line);
    el_wset(editor->line, EL_REFRESH);
    fflush(stdout);
}

// Whether Escape, just read, begins `[200~`. Otherwise nothing is consumed. A terminal sends such a sequence in one
// go, so waiting a moment for its next byte tells it from the Escape key.
static bool paste_is_announced(DescentEditor *editor) {
    static const char rest[] = "[200~";
    enum { length = 5, patience = 25 };
    for (int i = 0; i < length; i++) {
        if (i >= editor->ahead_count) {
            struct pollfd file = {STDIN_FILENO, POLLIN, 0};
            unsigned char byte;
            if (poll(&file, 1, patience) <= 0 || read(STDIN_FILENO, &byte, 1) != 1) return false;
            editor->ahead[editor->ahead_count++] = byte;
        }
        if (editor->ahead[i] != (unsigned char)rest[i]) return false;
    }
    editor->ahead_count -= length;
    memmove(editor->ahead, editor->ahead + length, (size_t)editor->ahead_count);
    return true;
}

int descent_waiting(void) {
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : 0;
}

void descent_enter_raw(DescentEditor *editor) {
    // Ctrl-D pressed while something was computed reaches a raw terminal as a null byte, as Ctrl-Space does. Only a
    // terminal that is not raw yet tells them apart: there the one ends what can be read, and is not counted.
    struct pollfd file = {STDIN_FILENO, POLLIN, 0};
    bool is_readable = poll(&file, 1, 0) > 0 && (file.revents & POLLIN);
    int lines = descent_waiting();
    el_wset(editor->line, EL_PREP_TERM, 1);
    editor->typed_ahead = descent_waiting();
    editor->ends_ahead = is_readable ? editor->typed_ahead - lines : 0;
}

// Whether a null byte, just read, is a Ctrl-D that was pressed before the terminal was raw.
static bool is_end_typed_ahead(DescentEditor *editor) {
    if (!editor->was_ahead || editor->ends_ahead <= 0) return false;
    editor->ends_ahead--;
    return true;
}

static int next_character(DescentEditor *editor, wchar_t *character) {
    unsigned char byte = 0;
    int outcome;
    while ((outcome = read_byte(editor, &byte)) == 2) {
        if (descent_resize_count() != editor->resizes_seen) {
            editor->resizes_seen = descent_resize_count();
            redraw_resized(editor);
        }
        if (descent_interrupt_count() != editor->interrupts_seen) {
            editor->interrupts_seen = descent_interrupt_count();
            *character = 3;
            return 1;
        }
    }
    if (outcome != 1) return outcome;
    int extra = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0;
    char text[5] = {(char)byte, 0, 0, 0, 0};
    for (int i = 1; i <= extra; i++) {
        unsigned char next = 0;
        while ((outcome = read_byte(editor, &next)) == 2) {}
        if (outcome != 1) return outcome;
        text[i] = (char)next;
    }
    if (byte == 27 && !editor->in_paste && paste_is_announced(editor)) {
        *character = KEY_PASTE;
        return 1;
    }
    if (byte == 0 && is_end_typed_ahead(editor)) {
        const LineInfoW *info = el_wline(editor->line);
        *character = info->lastchar == info->buffer ? 4 : 0;
        return 1;
    }
    wchar_t *wide = descent_wide(text);
    if (!wide) return -1;
    *character = wide[0];
    free(wide);
    // Our own keys are not for typing.
    if (*character >= 0x80 && *character < 0xA0) *character = 0xFFFD;
    return 1;
}

int descent_read_character(EditLine *line, wchar_t *character) {
    DescentEditor *editor = descent_editor_of(line);
    if (editor->queued) {
        *character = editor->queued;
        editor->queued = 0;
        return 1;
    }
    return next_character(editor, character);
}

wchar_t *descent_read_paste(EditLine *line) {
    static const wchar_t end[] = L"\033[201~";
    enum { end_length = 6, most = 1 << 20 };
    DescentEditor *editor = descent_editor_of(line);
    size_t count = 0, room = 256, seen = 0, matched = 0;
    wchar_t *text = malloc(room * sizeof(wchar_t));
    wchar_t c;
    editor->in_paste = true;
    while (text && next_character(editor, &c) == 1) {
        if (count + 2 > room) {
            wchar_t *larger = realloc(text, (room *= 2) * sizeof(wchar_t));
            if (!larger) break;
            text = larger;
        }
        seen++;
        if (count < most) text[count++] = c;
        // Counted apart from what is kept: the end of a paste that is too long must be seen all the same.
        matched = c == end[matched] ? matched + 1 : c == end[0] ? 1 : 0;
        if (matched == end_length) {
            if (count > seen - end_length) count = seen - end_length;
            break;
        }
    }
    editor->in_paste = false;
    if (!text) return NULL;
    // A tab at the beginning of a line is a level of indentation: four columns.
    enum { level = 4 };
    wchar_t *clean = malloc((level * count + 1) * sizeof(wchar_t));
    size_t kept = 0;
    bool leads = true;
    for (size_t i = 0; clean && i < count; i++) {
        wchar_t plain = text[i] == L'\r' ? L'\n' : text[i] == L'\t' ? L' ' : text[i];
        if (plain == L'\n' && text[i] == L'\n' && i > 0 && text[i - 1] == L'\r') continue;
        int times = text[i] == L'\t' && leads ? level : 1;
        leads = plain == L'\n' || (leads && plain == L' ');
        if (plain >= 0x20 || plain == L'\n') while (times--) clean[kept++] = plain;
    }
    free(text);
    if (!clean) return NULL;
    while (kept > 0 && clean[kept - 1] == L'\n') kept--;
    clean[kept] = 0;
    return clean;
}
