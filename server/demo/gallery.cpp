#include "server/demo/gallery.h"

/// The API of the demo as a whole.
namespace vitrine::demo {

namespace {

constexpr char kWelcome[] =
    R"(A small picture gallery to try things on. Everything here is real: what you send is checked,
stored in a database, and there the next time you ask.

**Three steps to your first picture**

1. *Create an account*: any email will do, nothing is sent there.
2. Copy the `token` of the response, choose **Authorize** and paste it.
3. *Add a picture*, then find it in *List pictures*.

**Then try the rest**

- Give your picture an image: *Upload an image* takes a file of yours.
- Change it twice with the same `If-Match`, and see who was faster.
- Put pictures into a collection, and keep it to yourself.
- See what is like a picture with *Find similar pictures*.
- Send three pictures to *Import pictures*, and watch them come with *Follow an import*.
- Leave *Follow the gallery* open while you do, and say something in *Talk in the room*.

**Make mistakes on purpose.** A password of five characters or a picture of the year 2200 is refused
before it is sent, and the server would say the very same. Change somebody else's picture, ask for one
that is not there: every response says what to do next.

| You see | It means |
| --- | --- |
| `401` | no token, or one that is no longer valid |
| `403` | it belongs to somebody else |
| `404` | there is no such thing |
| `412` | it has changed since you looked |
| `422` | values that break a rule, all of them at once |

The images that are here from the start are stand-ins, painted by the server itself.
)";

}  // namespace

Api gallery_api(Gallery& gallery) {
  Api api({.title = "Gallery API",
           .version = "1.4.0",
           .description = kWelcome,
           .license_name = "MIT",
           .license_url = "https://opensource.org/license/mit",
           .contact_name = "Vitrine",
           .contact_email = "gallery@example.org",
           .terms_of_service = "https://example.org/terms"});
  Accounts& accounts = gallery.accounts;
  const SecurityScheme token =
      bearer("token", "The `token` that *Create an account* and *Sign in* return.", "JWT");
  api.tag("Accounts", "Sign up, sign in, and see who you are.")
      .tag("Pictures", "Hang pictures and look at them. Looking is free, hanging needs a token.")
      .tag("Images", "The pictures themselves: files, up and down.")
      .tag("Collections", "Pictures that belong together, for everyone or for yourself.")
      .tag("Imports", "Many pictures at once, and how far they are.")
      .tag("Live", "News as they happen, the gallery as a stream, and a room to talk in.")
      .provide(accounts)
      .provide(gallery.pictures)
      .provide(gallery.pictures.news())
      .provide(gallery.collections)
      .provide(gallery.room)
      .provide(gallery.imports)
      .authenticate<User>(
          token, [&accounts](std::string_view given) { return accounts.find_by_token(given); })
      .authenticate<OpenSession>(
          token, [&accounts](std::string_view given) { return accounts.find_session(given); });
  add_account_routes(api);
  add_picture_routes(api);
  add_image_routes(api);
  add_collection_routes(api);
  add_import_routes(api);
  add_live_routes(api);
  return api;
}

}  // namespace vitrine::demo
