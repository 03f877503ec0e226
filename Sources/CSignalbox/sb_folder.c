#define _GNU_SOURCE
#include "sb_folder.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

// A path that does not change when the program goes elsewhere, and does not end with a slash: one that does would be
// followed.
static bool absolute(const char *path, char *out) {
  char here[PATH_MAX] = "";
  if (path[0] != '/' && !getcwd(here, sizeof here)) return false;
  int length = snprintf(out, PATH_MAX, "%s%s%s", here, here[0] ? "/" : "", path);
  if (length <= 0 || length >= PATH_MAX) return false;
  while (length > 1 && out[length - 1] == '/') out[--length] = 0;
  return true;
}

// What is written to a disk's file system is written to the disk, too, and the writer waits for that now and then.
static bool is_ours_in_memory(const char *path) {
  struct stat status;
  struct statfs system;
  return path[0] == '/' && stat(path, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
         statfs(path, &system) == 0 && system.f_type == TMPFS_MAGIC;
}

void sb_folder_find(sb_folder *found) {
  const char *given = secure_getenv("SIGNALBOX_DIR"), *runtime = secure_getenv("XDG_RUNTIME_DIR");
  if (given && given[0] && absolute(given, found->base)) {
    mkdir(found->base, 0700);  // if that fails, making the file says why
    strcpy(found->folder, found->base);
    return;
  }
  if (runtime && is_ours_in_memory(runtime) && strlen(runtime) + sizeof "/signalbox" <= PATH_MAX) {
    strcpy(found->base, runtime);
    strcpy(stpcpy(found->folder, runtime), "/signalbox");
    return;
  }
  strcpy(found->base, "/dev/shm");
  snprintf(found->folder, sizeof found->folder, "/dev/shm/signalbox-%u", (unsigned)geteuid());
}

static int refuse(int file, sb_publish_result *why, sb_publish_result reason) {
  close(file);
  *why = reason;
  return -1;
}

// It is looked at through the descriptor that is used afterwards, so nobody can put another in its place in between.
int sb_folder_open(const char *path, sb_publish_result *why, int32_t *error) {
  *error = 0;
  *why = SB_NO_FOLDER;
  if (mkdir(path, 0700) < 0 && errno != EEXIST) {
    *error = errno;
    return -1;
  }
  int file = open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOTDIR || errno == ELOOP)
      *why = SB_FOLDER_NOT_REAL;
    else
      *error = errno;
    return -1;
  }
  struct stat status;
  if (fstat(file, &status) < 0) {
    *error = errno;
    return refuse(file, why, SB_NO_FOLDER);
  }
  if (status.st_uid != geteuid()) return refuse(file, why, SB_FOLDER_NOT_OURS);
  if (status.st_mode & 077) return refuse(file, why, SB_FOLDER_NOT_PRIVATE);
  return file;
}
