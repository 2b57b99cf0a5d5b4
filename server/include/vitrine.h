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
#include "server/api/api.h"
#include "server/api/body_sink.h"
#include "server/api/chunks.h"
#include "server/api/events.h"
#include "server/api/failure.h"
#include "server/api/field.h"
#include "server/api/file.h"
#include "server/api/handler.h"
#include "server/api/health.h"
#include "server/api/inputs.h"
#include "server/api/invalid.h"
#include "server/api/item_sink.h"
#include "server/api/oauth2.h"
#include "server/api/preconditions.h"
#include "server/api/responses.h"
#include "server/api/rules.h"
#include "server/api/serve.h"
#include "server/api/serve_settings.h"
#include "server/api/service.h"
#include "server/api/set_cookie.h"
#include "server/api/settings.h"
#include "server/api/standard_types.h"
#include "server/api/types.h"
#include "server/api/websocket.h"
