#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/model/bind.h"
#include "server/api/model/check.h"
#include "server/api/stream/body_sink.h"
#include "server/api/stream/item_reader.h"

namespace vitrine {

/// What a handler returns to take a body of JSON Lines (application/jsonl) item by item, at most
/// MaxBytes in all:
///
///     api.post("/import", [](Authenticated<User> me, Depends<Pictures> pictures)
///                 -> ItemSink<PictureCreate, Import, 100'000'000> {
///       auto import = std::make_shared<ImportWork>(*pictures, *me);
///       return {.take = [import](PictureCreate picture) { import->add(std::move(picture)); },
///               .end = [import] { return import->result(); }};
///     });
///
/// It goes as with a BodySink. Each line is checked by the schema of In and by its own rules before
/// `take` gets it. One that is no JSON is refused with 400, one that they refuse with 422 and the
/// place of the value, `/2/title` being in the third item; items before it have been taken already.
/// So is an Invalid that `take` throws, whose places are those in the item. Empty lines are none. A
/// line may have 128 KiB (413). The document has the type as `itemSchema`, which makes it one of
/// OpenAPI 3.2.
template <class In, class Out, std::uint64_t MaxBytes>
struct ItemSink {
  std::function<void(In item)> take;
  std::function<Out()> end;
};

namespace detail {

template <class In, class Out, std::uint64_t MaxBytes>
struct Result<ItemSink<In, Out, MaxBytes>> {
  static void declare(RouteInfo& info) {
    Result<Out>::declare(info);
    declare_items(info, shape<In>(), MaxBytes);
  }
  /// Before the handler runs.
  static void check(Call& call) { call.check_body_type(); }
  static Response send(ItemSink<In, Out, MaxBytes> sink, Call& call) {
    auto reader = std::make_shared<ItemReader>(call.item_schema(), call.language(),
                                               [take = std::move(sink.take)](json::Value value) {
                                                 In item{};
                                                 Invalid found;
                                                 if (!bind_checked(value, item, found))
                                                   return false;
                                                 if (!found.entries().empty()) throw found;
                                                 take(std::move(item));
                                                 return true;
                                               });
    Response response;
    response.intake =
        std::make_shared<Intake>([reader](std::string_view piece) { reader->take(piece); },
                                 [reader, end = std::move(sink.end)](Call& last) {
                                   reader->end();
                                   return end_response<Out>(end, last);
                                 });
    return response;
  }
};

}  // namespace detail

}  // namespace vitrine
