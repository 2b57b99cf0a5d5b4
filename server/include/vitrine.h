#pragma once

/// Typed routes that validate, serialise and describe themselves. Start at api.h; models are in
/// field.h, dates and the like in standard_types.h, the inputs of handlers in inputs.h, their
/// results in responses.h, cookies in set_cookie.h, failures in failure.h, own rules in invalid.h,
/// streams in events.h and chunks.h, bodies that are taken as they come in body_sink.h and
/// item_sink.h, WebSockets in websocket.h, the models of a token endpoint in oauth2.h. What
/// concerns the network is in deployment.h, settings from the environment in settings.h, health in
/// health.h, conditional changes in preconditions.h.
///
///     struct Greeting { std::string name; };
///     template <> struct vitrine::Schema<Greeting> {
///       static constexpr auto fields =
///           vitrine::fields(field<&Greeting::name>("name").min_length(1).max_length(40));
///     };
#include "server/api/declare/api.h"
#include "server/api/declare/failure.h"
#include "server/api/declare/handler.h"
#include "server/api/declare/inputs.h"
#include "server/api/declare/oauth2.h"
#include "server/api/declare/preconditions.h"
#include "server/api/declare/responses.h"
#include "server/api/declare/set_cookie.h"
#include "server/api/front/health.h"
#include "server/api/model/field.h"
#include "server/api/model/file.h"
#include "server/api/model/invalid.h"
#include "server/api/model/rules.h"
#include "server/api/model/standard_types.h"
#include "server/api/model/types.h"
#include "server/api/respond/service.h"
#include "server/api/serve/serve.h"
#include "server/api/serve/serve_settings.h"
#include "server/api/serve/settings.h"
#include "server/api/stream/body_sink.h"
#include "server/api/stream/chunks.h"
#include "server/api/stream/events.h"
#include "server/api/stream/item_sink.h"
#include "server/api/stream/websocket.h"
