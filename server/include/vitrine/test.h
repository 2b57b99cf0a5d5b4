#pragma once

/// What tests of a service need beside vitrine.h: `api.test()` gives a client without a port.
#include "server/api/test/test_client.h"
