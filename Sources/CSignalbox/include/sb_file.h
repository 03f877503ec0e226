#pragma once
#include <stdint.h>

/// Gives the room back that a part of a file takes, where the file system can: it reads as zeros then.
void sb_free_file_range(int file, uint64_t place, uint64_t length);
