// The line editor as one object. libedit's setters are variadic and its state is global to a terminal, so Swift
// talks to this small C interface instead: text in, text out, two questions asked back.

#ifndef DESCENT_CLIBEDIT_H
#define DESCENT_CLIBEDIT_H

#include <stdbool.h>
#include <stddef.h>

/// A line editor on the process's terminal (standard input and output). All text is UTF-8.
typedef struct DescentEditor DescentEditor;

/// What Tab is to do. The strings are made by `malloc` (or null) and are freed by the editor.
typedef struct {
    /// Characters (Unicode scalars) to take away before the cursor.
    int erase;
    /// Text to put there instead.
    char *insertion;
    /// Lines to show below the input, newline-separated.
    char *listing;
} DescentCompletion;

/// The questions the editor asks while a line is being typed.
typedef struct {
    void *context;
    /// Whether the text can be evaluated as it stands; otherwise Enter starts another line.
    bool (*is_complete)(void *context, const char *text);
    /// The white space that the next line begins with; freed by the caller, null for none.
    char *(*indentation)(void *context, const char *text);
    /// How many blanks too many the last line of `text` begins with, now that its colon was typed.
    int (*surplus)(void *context, const char *text);
    /// What Tab means with the cursor after `cursor` bytes of `text`.
    void (*complete)(void *context, const char *text, size_t cursor, DescentCompletion *completion);
} DescentEditorHooks;

typedef enum {
    DescentLine,         ///< `text` holds what was typed, without the last newline
    DescentInterrupted,  ///< Ctrl-C: the line was thrown away
    DescentEnd,          ///< Ctrl-D on an empty line, or the terminal went away
} DescentOutcome;

/// Opens the editor and reads the person's `~/.editrc`; null when the terminal cannot be edited on.
DescentEditor *descent_editor_open(DescentEditorHooks hooks, int history_limit);
void descent_editor_close(DescentEditor *editor);

/// Reads one statement, over several lines where `is_complete` says so.
///
/// `prompt` may hold colour sequences, each wrapped in bytes 1. `preset` is put on the line for editing.
/// `*text` is freed by the caller.
DescentOutcome descent_editor_read(DescentEditor *editor, const char *prompt, const char *preset, char **text);

/// Adds an entry to the history in memory, moving an equal one to the front.
void descent_editor_remember(DescentEditor *editor, const char *text);

/// From now on SIGINT calls `handler(context)`, which must be safe in a signal handler; every signal that ends the process
/// leaves the terminal as it was found.
void descent_watch_signals(void (*handler)(void *), void *context);

/// Lets every signal through that can end the process: a parent may have blocked them, and a child inherits that.
void descent_unblock_signals(void);

/// How often SIGINT has arrived since the start.
int descent_interrupt_count(void);

/// Waits for input on standard input. False when more SIGINT have arrived than were seen, before or while it waits.
bool descent_wait_for_input(int interrupts_seen);

/// What woke somebody who waits for a person.
typedef enum {
    DescentInput,      ///< there is something to read, or the terminal has gone
    DescentInterrupt,  ///< more SIGINT than were seen
    DescentResize,     ///< the window has another size
    DescentTimeOut,    ///< nothing for so long
} DescentEvent;

/// Waits for any of these; `milliseconds` below 0 is for as long as it takes. Resizes are counted as interrupts are.
DescentEvent descent_wait_for_event(int interrupts_seen, int resizes_seen, int milliseconds);

/// How often the window has changed its size since the start.
int descent_resize_count(void);

/// Takes the whole screen, with a copy of what was there; with the mouse its presses are reported and the cursor is hidden. A
/// signal that ends the process gives it back.
void descent_take_screen(bool with_mouse);
/// Gives it back.
void descent_give_screen_back(void);

/// Columns of the terminal on `descriptor`, or 0 when it is none or does not say.
int descent_columns(int descriptor);
int descent_rows(int descriptor);

/// Chooses the character encoding of the environment, or UTF-8 when the environment names none that can hold it.
void descent_use_utf8(void);

/// Cells that a Unicode scalar takes on a terminal: 0, 1 or 2.
int descent_cell_width(unsigned int scalar);

#endif
