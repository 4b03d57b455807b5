// What the parts of the editor share.

#ifndef DESCENT_INTERNAL_H
#define DESCENT_INTERNAL_H

#include "CLibedit.h"

#include <histedit.h>
#include <wchar.h>

// Keys that no keyboard sends (C1 controls). A key function may only return a code to libedit; what has to happen
// after libedit has redrawn the line is asked for by feeding one of these next.
enum {
    KEY_PRESET = 0x80,        // put the preset text on the line
    KEY_INTERRUPTED = 0x81,   // leave after Ctrl-C, the cursor being at the end
    KEY_ACCEPT = 0x82,        // libedit's own ed-newline
    KEY_LIST = 0x83,          // show the completions below the line
    KEY_HISTORY_UP = 0x84,    // libedit's own ed-prev-history
    KEY_HISTORY_DOWN = 0x85,  // libedit's own ed-next-history
    KEY_PASTE = 0x86,         // the terminal announces pasted text
};

struct DescentEditor {
    EditLine *line;
    HistoryW *history;
    DescentEditorHooks hooks;
    wchar_t *prompt;
    wchar_t *preset;
    char *listing;
    // The cursor to return to once the listing is shown.
    int cursor;
    // A key to be read before any other, or 0.
    int queued;
    // Bytes read while looking for the announcement of a paste, to be read again.
    unsigned char ahead[8];
    int ahead_count;
    // Entries that Up has gone back from the line being typed.
    int history_depth;
    // Bytes that were typed before the terminal was raw and are still to be read, and how many of them may be Ctrl-D.
    int typed_ahead;
    int ends_ahead;
    // Whether the byte read last was one of them.
    bool was_ahead;
    bool in_paste;
    bool interrupted;
    int interrupts_seen;
    int resizes_seen;
};

// keys.c
void descent_bind_keys(DescentEditor *editor);

// input.c
int descent_read_character(EditLine *line, wchar_t *character);
wchar_t *descent_read_paste(EditLine *line);
void descent_enter_raw(DescentEditor *editor);

// signals.c
extern const int *descent_signal_pipe(void);
void descent_drain_signal_pipe(void);

// text.c
wchar_t *descent_wide(const char *utf8);
// How many bytes were typed and not read yet.
int descent_waiting(void);

// A copy in which every further line stands two columns to the right, under the text behind the prompt.
wchar_t *descent_aligned(const wchar_t *text);

char *descent_utf8(const wchar_t *wide, size_t count);

static inline DescentEditor *descent_editor_of(EditLine *line) {
    void *editor = NULL;
    el_wget(line, EL_CLIENTDATA, &editor);
    return editor;
}

#endif
