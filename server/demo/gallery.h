#pragma once
#include "server/api/api.h"
#include "server/demo/accounts.h"
#include "server/demo/pictures.h"

namespace vitrine::demo {

/// The demo API on what holds its data; both must outlive it.
Api gallery_api(Accounts& accounts, Pictures& pictures);

/// A few pictures to look at, for a gallery that is empty.
void hang_first_pictures(Pictures& pictures);

}  // namespace vitrine::demo
