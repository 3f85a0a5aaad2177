#ifndef SEKISHO_CZLIB_SHIM_H
#define SEKISHO_CZLIB_SHIM_H
#include <zlib.h>
#endif
