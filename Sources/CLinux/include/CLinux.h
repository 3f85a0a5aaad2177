#ifndef SEKISHO_CLINUX_H
#define SEKISHO_CLINUX_H
#endif
