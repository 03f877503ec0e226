// A terminal that is not a screen but another program.
#ifndef PSEUDO_TERMINAL_H
#define PSEUDO_TERMINAL_H
#include <stddef.h>

// Opens one: the end that stands for the screen, and the name of the end that a program runs in. -1, and `errno` says why.
int st_open_pseudo_terminal(char *name, size_t room);

#endif
