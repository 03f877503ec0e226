#ifndef TERMINAL_GUARD_H
#define TERMINAL_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Brings the terminal back on every way out. From begin to end it holds the terminal's modes as
// they were, the bytes that leave the drawing screen, and what was written to standard error;
// whoever ends the process, a signal, a trap or exit(), finds them here. There is one guard a
// process.

/// What has happened since the last `terminal_guard_take`.
enum {
  TERMINAL_RESIZED = 1,
  TERMINAL_STOP_ASKED = 2,
  TERMINAL_CONTINUED = 4,
};

/// Remembers the modes of the terminal, takes the signals, and keeps standard error aside if it
/// goes to a terminal. If false, errno says why; EBUSY is that there is a guard already.
bool terminal_guard_begin(int terminal);

/// Gives back the modes, the signals and standard error, and prints what was kept of it.
void terminal_guard_end(void);

/// Sets the bytes that leave the drawing screen. They may change with its size.
void terminal_guard_set_leave(const char *bytes, size_t count);

/// A descriptor that becomes readable when there is something to take, or the process is asked to
/// end.
int terminal_guard_wake_descriptor(void);

/// What has happened, once.
unsigned terminal_guard_take(void);

/// The signal that asked the process to end, or 0. If nothing comes of it within two seconds, or it
/// is sent again, the guard restores the terminal and lets the process die by it.
int terminal_guard_termination(void);

/// Counts the terminal's disappearance as SIGHUP.
void terminal_guard_note_hangup(void);

/// Stops the process, as Ctrl-Z would without the guard, and returns when it goes on.
void terminal_guard_stop(void);

/// Whether the process may draw: the guard holds and the terminal is not another job's.
bool terminal_guard_is_in_foreground(void);

/// Brackets what writes to the terminal. If begin says false, the terminal has been given back
/// already.
bool terminal_guard_begin_drawing(void);
void terminal_guard_end_drawing(void);

/// The columns and rows the kernel knows of. False if it knows none.
bool terminal_size(int terminal, int *columns, int *rows);

/// Lets Ctrl-C, Ctrl-S and Ctrl-Q through as keys, in the modes that the terminal has now.
void terminal_pass_control_keys(int terminal);

/// The columns that the C library, and so ncurses, gives a character; -1 if it has none.
int terminal_width(uint32_t scalar);

/// Whether characters are UTF-8 now.
bool terminal_uses_utf8(void);

#endif
