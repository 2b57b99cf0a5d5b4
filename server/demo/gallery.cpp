#include "server/demo/gallery.h"

#include <utility>

namespace vitrine::demo {

namespace {

constexpr char kWelcome[] =
    R"(A small picture gallery to try things on. Everything here is real: what you send is checked,
stored in a database, and there the next time you ask.

**Three steps to your first picture**

1. *Create an account*: any email will do, nothing is sent there.
2. Copy the `token` of the answer, choose **Authorize** and paste it.
3. *Add a picture*, then find it in *List pictures*.

Make mistakes on purpose. A password of five characters or a picture of the year 2200 is refused
before it is sent, and the server would say the very same.
)";

void add_accounts(Api& api) {
  api.post("/users",
           [](Body<UserCreate> user, Depends<Accounts> accounts) -> Created<Session> {
             return {accounts->sign_up(*user), "/users/me"};
           })
      .id("createUser")
      .tag("Accounts")
      .summary("Create an account")
      .description(
          "Opens an account and signs you in at once: the answer holds a `token` for everything "
          "that needs one.")
      .answers("You are in: your account, and the token that proves it.")
      .example("mina", UserCreate{"mina@example.org", "a walk in the snow", "민아"}, "With a name")
      .example("short", UserCreate{"sam@example.org", "correct horse battery", std::nullopt},
               "Only what is needed")
      .raises<EmailTaken>(409, "Somebody has an account with this email already.");

  api.post("/sessions",
           [](Body<Credentials> credentials, Depends<Accounts> accounts) -> Created<Session> {
             return {accounts->sign_in(*credentials)};
           })
      .id("createSession")
      .tag("Accounts")
      .summary("Sign in")
      .description("Gives a new token for an account that is there. Older tokens stay valid.")
      .answers("A fresh token.")
      .example("mina", Credentials{"mina@example.org", "a walk in the snow"})
      .raises<WrongCredentials>(401, "Email and password do not belong together.");

  api.get("/users/me", [](Authenticated<User> me) -> User { return *me; })
      .id("getMe")
      .tag("Accounts")
      .summary("Who am I")
      .description("The account your token belongs to: the quickest way to see whether it works.")
      .answers("That is you.");
}

void add_pictures(Api& api) {
  using Tag = Query<"tag", std::optional<std::string>, min_length(2), max_length(24),
                    description("Only pictures with this tag."), example("snow")>;
  using Made = Query<"medium", std::optional<Medium>, description("Only pictures made this way.")>;
  using Title = Query<"title", std::optional<std::string>, min_length(1), max_length(80),
                      description("Only pictures with this in their title.")>;
  using Order =
      Query<"sort", Sort, default_value("newest"), description("Which pictures come first.")>;
  using Limit = Query<"limit", int, minimum(1), maximum(100), default_value(20),
                      description("How many on a page.")>;
  using Page = Query<"page", int, minimum(1), maximum(1000000), default_value(1),
                     description("Which page, from 1.")>;

  api.get("/pictures",
          [](Tag tag, Made medium, Title title, Order sort, Limit limit, Page page,
             Depends<Pictures> pictures) -> PicturePage {
            return pictures->list({*tag, *medium, *title, *sort, *limit, *page});
          })
      .id("listPictures")
      .tag("Pictures")
      .summary("List pictures")
      .description("A page of the gallery. Without any parameter: the 20 newest pictures.")
      .answers("The pictures of the page, and how many there are in all.");

  api.post("/pictures",
           [](Authenticated<User> me, Body<PictureCreate> picture,
              Depends<Pictures> pictures) -> Created<Picture> {
             Picture made = pictures->add(*picture, me->id);
             std::string location = "/pictures/" + made.id;
             return {std::move(made), std::move(location)};
           })
      .id("createPicture")
      .tag("Pictures")
      .summary("Add a picture")
      .description(
          "Adds a picture to your gallery and answers with its `id`. Only the `title` is needed.")
      .answers("The picture as it is stored, with `id` and `created_at`.")
      .example(
          "winter",
          PictureCreate{"겨울 산책 ❄", 1904, Medium::painting, {"snow", "ink"}, Origin{"京都"}},
          "A winter walk")
      .example("short",
               PictureCreate{"Untitled", std::nullopt, Medium::photograph, {}, std::nullopt},
               "Only a title");

  api.get("/pictures/{id}",
          [](Path<"id", std::string, max_length(40),
                  description("As the answer to *Add a picture* gave it."), example("pic_8f3k2")>
                 id,
             Depends<Pictures> pictures) -> Picture { return pictures->read(*id); })
      .id("getPicture")
      .tag("Pictures")
      .summary("Read a picture")
      .description("One picture with everything known about it.")
      .answers("The picture.")
      .raises<NoSuchPicture>(404, "There is no such picture.");
}

}  // namespace

Api gallery_api(Accounts& accounts, Pictures& pictures) {
  Api api({.title = "Gallery API",
           .version = "1.4.0",
           .description = kWelcome,
           .license_name = "MIT",
           .license_url = "https://opensource.org/license/mit",
           .contact_name = "Vitrine"});
  api.tag("Accounts", "Sign up, sign in, and see who you are.")
      .tag("Pictures", "Hang pictures and look at them. Looking is free, hanging needs a token.")
      .provide(accounts)
      .provide(pictures)
      .authenticate<User>(
          bearer("token", "The `token` that *Create an account* and *Sign in* answer with."),
          [&accounts](std::string_view token) { return accounts.find_by_token(token); });
  add_accounts(api);
  add_pictures(api);
  return api;
}

void hang_first_pictures(Pictures& pictures) {
  const PictureCreate first[] = {
      {"The Great Wave", 1831, Medium::print, {"sea", "mountain", "blue"}, Origin{"神奈川"}},
      {"Mountains after rain", 1734, Medium::drawing, {"ink", "mountain"}, Origin{"서울"}},
      {"Migrant mother", 1936, Medium::photograph, {"portrait", "california"}, Origin{"Nipomo"}},
      {"The Hunters in the Snow",
       1565,
       Medium::painting,
       {"snow", "winter", "dogs"},
       Origin{"Antwerpen"}},
      {"Young hare", 1502, Medium::drawing, {"animal", "watercolour"}, Origin{"Nürnberg"}},
      {"A bull on the wall", std::nullopt, Medium::painting, {"animal", "cave"}, Origin{"Lascaux"}},
      {"Earthrise", 1968, Medium::photograph, {"earth", "moon", "blue"}, std::nullopt},
      {"겨울 산책 ❄", 1904, Medium::painting, {"snow", "ink"}, Origin{"京都"}},
  };
  for (const PictureCreate& picture : first) pictures.add(picture, "usr_house");
}

}  // namespace vitrine::demo
