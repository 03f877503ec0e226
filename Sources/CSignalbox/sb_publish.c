#define _GNU_SOURCE
#include "sb_room.h"
#include "sb_tables.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char published[PATH_MAX];  // empty: not
static pid_t publisher;

void sb_publish_lock(void) { pthread_mutex_lock(&mutex); }
void sb_publish_unlock(void) { pthread_mutex_unlock(&mutex); }
void sb_publish_forget(void) { published[0] = 0; }
bool sb_is_published(void) {
  sb_publish_lock();
  bool is = published[0] != 0;
  sb_publish_unlock();
  return is;
}

// Whoever has started this program to see it (SIGNALBOX_KEEP, a process) may not have come to look at it yet: then the name is
// left to them. False: nobody takes it.
static bool leave_name(void) {
  const char *text = secure_getenv("SIGNALBOX_KEEP");
  long keeper = text ? strtol(text, NULL, 10) : 0;
  char left[PATH_MAX + 32];
  if (keeper <= 0 || keeper > INT32_MAX || kill((pid_t)keeper, 0) != 0) return false;
  snprintf(left, sizeof left, "%s.for-%ld", published, keeper);
  return rename(published, left) == 0;
}
// A child that has its parent's handlers is another process.
static void remove_name(void) {
  if (published[0] && getpid() == publisher && !leave_name()) unlink(published);
}
static void remember(const char *path) {
  static bool is_registered;
  strcpy(published, path);
  publisher = getpid();
  if (!is_registered) is_registered = atexit(remove_name) == 0;
}

// ---- what a program needs --------------------------------------------------------------------------

enum { RINGS = 8, RINGS_BYTES = 16 << 20, TABLE_BYTES = 131072 };

static int32_t reserve_tables(void) {
  static const int parts[] = {SB_TEXTS, SB_THREADS, SB_PRIMITIVES};
  sb_tables_lock();
  int32_t error = sb_part_reserve(&sb_parts[SB_JOURNAL], sb_parts[SB_JOURNAL].size);
  if (!error) error = sb_part_reserve(&sb_parts[SB_SITES], sb_parts[SB_SITES].size);
  for (int i = 0; i < 3 && !error; i++) {
    sb_part *part = &sb_parts[parts[i]];
    error = sb_part_reserve(part, part->size < TABLE_BYTES ? part->size : TABLE_BYTES);
  }
  sb_tables_unlock();
  return error;
}
// Fewer than eight rings where they are large, but one at least.
static int32_t reserve_rings(void) {
  uint64_t fit = RINGS_BYTES / sb_mapping->ring_stride;
  uint32_t rings = fit < 1 ? 1 : fit < RINGS ? (uint32_t)fit : RINGS;
  int32_t error = 0;
  for (uint32_t i = 0; !error && i < rings; i++) error = sb_ring_reserve_memory(i);
  return error;
}

// ---- the name --------------------------------------------------------------------------------------

// The descriptor's name in /proc leads to the file. Where /proc is missing, newer kernels take the descriptor itself.
static int32_t link_file(int folder, const char *name) {
  char file[64];
  snprintf(file, sizeof file, "/proc/self/fd/%d", sb_own_room.file);
  if (linkat(AT_FDCWD, file, folder, name, AT_SYMLINK_FOLLOW) == 0) return 0;
  int error = errno;
  return error == ENOENT && linkat(sb_own_room.file, "", folder, name, AT_EMPTY_PATH) == 0 ? 0 : error;
}

// `path`: of what it is about, or of what is in the way.
static sb_publish_result publish(char *path, int32_t *error) {
  sb_room *room = &sb_own_room;
  strcpy(path, room->folder.base);
  *error = room->error;
  bool is_about_base = room->why == SB_PUBLISHED || room->why == SB_NO_FILE || room->why == SB_NO_ROOM;
  if (!is_about_base) strcpy(path, room->folder.folder);
  if (room->file < 0) return room->why;
  *error = EBADF;  // the program has closed it
  if (!sb_room_has_file()) return SB_NO_FILE;
  SB_SET(sb_mapping->started, sb_process_started());
  if ((*error = reserve_tables()) != 0 || (*error = reserve_rings()) != 0) return SB_NO_ROOM;
  strcpy(path, room->name);
  if (room->name[0]) return SB_PUBLISHED;
  strcpy(path, room->folder.folder);
  sb_publish_result why;
  int folder = sb_folder_open(path, &why, error);
  if (folder < 0) return why;
  char name[64];
  sb_room_name(name, sizeof name);
  *error = strlen(path) + strlen(name) + 2 > PATH_MAX ? ENAMETOOLONG : link_file(folder, name);
  close(folder);
  if (*error == 0 || *error == EEXIST) strcat(strcat(path, "/"), name);
  return *error == 0 ? SB_PUBLISHED : *error == EEXIST ? SB_NAME_TAKEN : SB_NOT_NAMED;
}

static sb_publish_result publish_once(char *path, size_t room, int32_t *error) {
  static char about[PATH_MAX];
  sb_publish_lock();
  sb_publish_result result = SB_PUBLISHED;
  *error = 0;
  if (published[0]) {
    strcpy(about, published);
  } else {
    // A viewer that sees the name finds everything declared.
    if (sb_fork_is_child()) sb_entries_declare_again();
    result = publish(about, error);
    if (result == SB_PUBLISHED) {
      remember(about);
      sb_fork_end_silence();
    } else if (sb_own_room.name[0]) {
      unlink(sb_own_room.name);
      sb_own_room.name[0] = 0;
    }
  }
  snprintf(path, room, "%s", about);
  sb_publish_unlock();
  return result;
}
sb_publish_result sb_publish(char *path, size_t room, int32_t *error) {
  sb_start();
  return publish_once(path, room, error);
}

// ---- at the start ------------------------------------------------------------------------------------

bool sb_is_asked_to_publish(void) {
  const char *text = secure_getenv("SIGNALBOX");
  return text && text[0] && strcmp(text, "0") != 0;
}

static const char *const reasons[] = {
    [SB_NO_FILE] = "no file can be made there",
    [SB_NO_ROOM] = "there is not enough room",
    [SB_NO_FOLDER] = "the folder cannot be made",
    [SB_FOLDER_NOT_REAL] = "it is not a folder",
    [SB_FOLDER_NOT_OURS] = "the folder belongs to another user",
    [SB_FOLDER_NOT_PRIVATE] = "others may look into the folder",
    [SB_NAME_TAKEN] = "there is such a file already",
    [SB_NOT_NAMED] = "the file gets no name there",
};

void sb_publish_at_start(void) {
  static char path[PATH_MAX];
  int32_t error;
  sb_publish_result result = publish_once(path, sizeof path, &error);
  if (result == SB_PUBLISHED) return;
  fprintf(stderr, "signalbox: nobody can look at this program: %s: %s%s%s.\n", path, reasons[result],
          error ? ": " : "", error ? strerror(error) : "");
}

const char *sb_events_file(void) {
  const char *path = secure_getenv("SIGNALBOX_EVENTS");
  return path && path[0] ? path : NULL;
}
