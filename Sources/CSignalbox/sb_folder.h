// Where mappings are: on tmpfs, in a folder that is this user's alone.
#pragma once
#include "include/sb_publish.h"
#include <limits.h>
#include <stdbool.h>

// `base` is where the file is made, `folder` where its name will be. On one file system.
typedef struct {
  char base[PATH_MAX], folder[PATH_MAX];
} sb_folder;

// What the environment says, each looked at only in a program that has no more rights than its user.
void sb_folder_find(sb_folder *folder);
// Makes the folder if it is not there, and opens it if it is safe: a descriptor, or -1 and the reason.
int sb_folder_open(const char *path, sb_publish_result *why, int32_t *error);
