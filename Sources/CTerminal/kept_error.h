#ifndef KEPT_ERROR_H
#define KEPT_ERROR_H

#include <stddef.h>

/// Sends standard error to memory from now on, if it goes to a terminal: there it would be drawn
/// over.
void kept_error_begin(void);

/// Sends it where it went before and prints what was kept. Safe in a signal handler.
void kept_error_end(void);

/// Writes all of it, whatever interrupts, unless nobody takes it for a quarter of a second. Safe in a signal handler.
void write_all(int descriptor, const char *bytes, size_t count);

#endif
