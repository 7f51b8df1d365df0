/* SPDX-FileCopyrightText: 2026 The Scalp Micropigmentation authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preloaded where the Debian 13 root is entered by proot: Debian's proot (5.1.0) is older than the
 * system call statx and does not translate its path, so a program would look at the files outside
 * the root. This one asks by the older call, which proot knows. */

#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static struct statx_timestamp
stamp (struct timespec time)
{
  struct statx_timestamp result = { 0 };
  result.tv_sec                 = time.tv_sec;
  result.tv_nsec                = (unsigned int) time.tv_nsec;
  return result;
}

int
statx (int folder, const char *path, int flags, unsigned int mask, struct statx *result)
{
  struct stat status;

  (void) mask;
  if (fstatat (folder, path, &status,
               flags & (AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_SYMLINK_NOFOLLOW)) != 0)
    return -1;
  memset (result, 0, sizeof *result);
  result->stx_mask       = STATX_BASIC_STATS;
  result->stx_blksize    = (unsigned int) status.st_blksize;
  result->stx_nlink      = (unsigned int) status.st_nlink;
  result->stx_uid        = status.st_uid;
  result->stx_gid        = status.st_gid;
  result->stx_mode       = (unsigned short) status.st_mode;
  result->stx_ino        = status.st_ino;
  result->stx_size       = (unsigned long long) status.st_size;
  result->stx_blocks     = (unsigned long long) status.st_blocks;
  result->stx_atime      = stamp (status.st_atim);
  result->stx_mtime      = stamp (status.st_mtim);
  result->stx_ctime      = stamp (status.st_ctim);
  result->stx_rdev_major = major (status.st_rdev);
  result->stx_rdev_minor = minor (status.st_rdev);
  result->stx_dev_major  = major (status.st_dev);
  result->stx_dev_minor  = minor (status.st_dev);
  return 0;
}
