#include "server/demo/gallery.h"

/// The routes of accounts.
namespace vitrine::demo {

void add_account_routes(Api& api) {
  api.post("/users",
           [](Body<UserCreate> user, Depends<Accounts> accounts) -> Created<Session> {
             return {accounts->sign_up(*user), "/users/me"};
           })
      .id("createUser")
      .tag("Accounts")
      .summary("Create an account")
      .description(
          "Opens an account and signs you in at once: the response holds a `token` for everything "
          "that needs one.")
      .returns("You are in: your account, and the token that proves it.")
      .example("mina", UserCreate{"mina@example.org", "a walk in the snow", "민아"}, "With a name")
      .example("short", UserCreate{"sam@example.org", "correct horse battery", std::nullopt},
               "Only what is needed")
      .response_example(
          "mina",
          Session{"eyJhbGciOi…", {"usr_4k7pz", "mina@example.org", "민아", "2026-01-31T09:30:00Z"}},
          "You, with your token")
      .raises<EmailTaken>(409, "Somebody has an account with this email already.")
      .raises<TooManySignIns>(503, "Too many people sign in at this moment.");

  api.post("/sessions",
           [](Body<Credentials> credentials, Depends<Accounts> accounts) -> Created<Session> {
             return {accounts->sign_in(*credentials)};
           })
      .id("createSession")
      .tag("Accounts")
      .summary("Sign in")
      .description("Gives a new token for an account that is there. Older tokens stay valid.")
      .returns("A fresh token.")
      .example("mina", Credentials{"mina@example.org", "a walk in the snow"})
      .raises<WrongCredentials>(401, "Email and password do not belong together.")
      .raises<TooManySignIns>(503, "Too many people sign in at this moment.");

  api.del("/sessions/current", [](Authenticated<OpenSession> session,
                                  Depends<Accounts> accounts) { accounts->sign_out(*session); })
      .id("deleteSession")
      .tag("Accounts")
      .summary("Sign out")
      .description("Makes the token you send useless. Other sessions of yours go on.")
      .returns("Signed out: the token means nothing any more.");

  api.get("/users/me", [](Authenticated<User> me) -> User { return *me; })
      .id("getMe")
      .tag("Accounts")
      .summary("Who am I")
      .description("The account your token belongs to: the quickest way to see whether it works.")
      .returns("That is you.");

  api.patch("/users/me",
            [](Authenticated<User> me, Authenticated<OpenSession> session, Body<UserChange> change,
               Depends<Accounts> accounts) -> User {
              return accounts->change(*me, *session, *change);
            })
      .id("updateMe")
      .tag("Accounts")
      .summary("Change my account")
      .description("Only what you send changes. A new password ends your other sessions.")
      .returns("You, as you are now.")
      .example("name", UserChange{std::nullopt, std::nullopt, "Mina"}, "Another name")
      .example("nameless",
               UserChange{std::nullopt, std::nullopt, std::optional<std::string>(std::nullopt)},
               "No name at all")
      .raises<EmailTaken>(409, "Somebody else has an account with this email.")
      .raises<TooManySignIns>(503, "Too many people sign in at this moment.");

  api.del("/users/me",
          [](Authenticated<User> me, Depends<Accounts> accounts, Depends<Pictures> pictures,
             Depends<Collections> collections, Depends<Imports> imports) {
            imports->remove_all_of(me->id);
            collections->remove_all_of(me->id);
            pictures->remove_all_of(me->id);
            accounts->remove(*me);
          })
      .id("deleteMe")
      .tag("Accounts")
      .summary("Close my account")
      .description(
          "Takes your pictures, your collections and every session with it. There is no way back.")
      .returns("Gone, with all that was yours.");
}

}  // namespace vitrine::demo
