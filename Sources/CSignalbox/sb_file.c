#define _GNU_SOURCE
#include "sb_file.h"
#include <fcntl.h>

void sb_free_file_range(int file, uint64_t place, uint64_t length) {
  (void)!fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)place, (off_t)length);
}
