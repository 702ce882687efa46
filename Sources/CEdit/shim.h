// Typed, non-variadic doors into libedit. Header only: no C target is needed.
#pragma once
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <errno.h>
#include <wchar.h>
#include <poll.h>
#include <unistd.h>
