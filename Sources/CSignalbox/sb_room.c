#define _GNU_SOURCE
#include "sb_room.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif
// A call that takes longer than a profiler's timer would be interrupted again and again.
#define AT_ONCE (1u << 20)

sb_room sb_own_room = {.file = -1};

uint64_t sb_process_started(void) {
  char text[1024];
  int file = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);
  if (file >= 0) close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  const char *at = strrchr(text, ')');  // the name before it may be anything
  for (int field = 2; at && field < 22; field++) at = strchr(at + 1, ' ');
  return at ? strtoull(at + 1, NULL, 10) : 0;
}
void sb_room_name(char *out, size_t room) {
  snprintf(out, room, "%d-%" PRIu64, (int)getpid(), sb_process_started());
}

// ---- making ------------------------------------------------------------------------------------

// A program may have been started without standard input or output: what is then its number would be read and written as
// such.
static int above_standard(int file) {
  if (file < 0 || file > STDERR_FILENO) return file;
  int above = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int error = errno;
  close(file);
  errno = error;
  return above;
}

static int create_named(sb_room *room) {
  int folder = sb_folder_open(room->folder.folder, &room->why, &room->error);
  if (folder < 0) return -1;
  char name[64];
  sb_room_name(name, sizeof name);
  int file = above_standard(openat(folder, name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600));
  room->error = file < 0 ? errno : 0;
  room->why = room->error == EEXIST ? SB_NAME_TAKEN : SB_NO_FILE;
  close(folder);
  if (file >= 0) snprintf(room->name, sizeof room->name, "%.*s/%s", PATH_MAX - 80, room->folder.folder, name);
  return file;
}

static int create(sb_room *room, bool named) {
  int file = above_standard(open(room->folder.base, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file >= 0) return file;
  room->why = SB_NO_FILE;
  room->error = errno;
  // These say that the file system or the kernel does not know files without a name.
  bool is_unknown = errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL;
  return named && is_unknown ? create_named(room) : -1;
}

static bool map(void *where, int protection, int kind, int file) {
  sb_room *room = &sb_own_room;
  void *base = mmap(where, room->size, protection, kind | MAP_NORESERVE | (where ? MAP_FIXED : 0), file, 0);
  if (base == MAP_FAILED) return false;
  room->base = base;
  sb_room_pass_on(false);
  madvise(base, room->size, MADV_DONTDUMP);  // in a core it would be gigabytes of nothing
  return true;
}
void sb_room_pass_on(bool on) { madvise(sb_own_room.base, sb_own_room.size, on ? MADV_DOFORK : MADV_DONTFORK); }

// Without rights at first: so it counts for nothing where the system promises no more memory than it has.
static bool map_private(void *where) { return map(where, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1); }

static void forget_name(sb_room *room) {
  if (room->name[0]) unlink(room->name);
  room->name[0] = 0;
}
bool sb_room_make(void *where, uint64_t size, bool named) {
  sb_room *room = &sb_own_room;
  room->size = size;
  room->name[0] = 0;
  room->why = SB_PUBLISHED;
  room->error = 0;
  room->file = create(room, named);
  struct stat status;
  if (room->file < 0 || fstat(room->file, &status) < 0) {
    sb_room_close();
    return map_private(where);
  }
  fchmod(room->file, 0600);  // whatever the program's mask is
  room->device = status.st_dev;
  room->inode = status.st_ino;
  if (map(where, PROT_READ | PROT_WRITE, MAP_SHARED, room->file)) return true;
  room->why = SB_NO_FILE;
  room->error = errno;
  sb_room_close();
  forget_name(room);
  return map_private(where);
}

void sb_room_make_private(sb_publish_result why, int32_t error) {
  sb_room *room = &sb_own_room;
  room->why = why;
  room->error = error;
  sb_room_close();
  forget_name(room);
  // The addresses are ours already, so what is wanting is the memory for the system's own record of them.
  if (!map_private(room->base)) abort();
}

void sb_room_close(void) {
  sb_room *room = &sb_own_room;
  if (sb_room_has_file()) close(room->file);
  room->file = -1;
}
bool sb_room_has_file(void) {
  struct stat status;
  return sb_own_room.file >= 0 && fstat(sb_own_room.file, &status) == 0 && status.st_dev == sb_own_room.device &&
         status.st_ino == sb_own_room.inode;
}

// ---- reserving ---------------------------------------------------------------------------------

static int32_t reserve_file(uint64_t at, uint64_t length) {
  if (!sb_room_has_file()) return EBADF;
  // Beyond this limit the system would not only refuse, but send a signal that ends the process.
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && at + length > limit.rlim_cur)
    return EFBIG;
  for (uint64_t end = at + length; at < end;) {
    uint64_t piece = end - at < AT_ONCE ? end - at : AT_ONCE;
    int error = posix_fallocate(sb_own_room.file, (off_t)at, (off_t)piece);
    if (error == 0) at += piece;
    if (error != 0 && error != EINTR) return error;
  }
  return 0;
}
static int32_t reserve_private(uint64_t at, uint64_t length) {
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), from = at / page * page;
  uint64_t end = (at + length + page - 1) / page * page;
  return mprotect(sb_own_room.base + from, end - from, PROT_READ | PROT_WRITE) == 0 ? 0 : errno;
}
int32_t sb_room_reserve(uint64_t at, uint64_t length) {
  return sb_own_room.file >= 0 ? reserve_file(at, length) : reserve_private(at, length);
}
void sb_room_prefault(uint64_t at, uint64_t length) {
  madvise(sb_own_room.base + at, length, MADV_POPULATE_WRITE);
}
