// A server and its description are compared by requests that the description makes.
#include "server/command/trial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/openapi/reach.h"
#include "server/api/front/front.h"
#include "tests/unit/server/command_fixture.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {

struct Animal {
  std::string name;
  std::optional<int> age;
};

struct KeptAnimal {
  std::string id;
  std::string name;
};

struct KeptAnimals {
  std::vector<KeptAnimal> animals;
};

struct NoAnimal : std::runtime_error {
  NoAnimal() : std::runtime_error("There is no such animal") {}
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Animal> {
  static constexpr auto fields = vitrine::fields(
      field<&test::Animal::name>("name").min_length(2).max_length(8).pattern("^[A-Za-z]+$"),
      field<&test::Animal::age>("age").minimum(0).maximum(30));
};

template <>
struct vitrine::Schema<vitrine::test::KeptAnimal> {
  static constexpr auto fields =
      vitrine::fields(field<&test::KeptAnimal::id>("id"), field<&test::KeptAnimal::name>("name"));
};

template <>
struct vitrine::Schema<vitrine::test::KeptAnimals> {
  static constexpr auto fields =
      vitrine::fields(field<&test::KeptAnimals::animals>("animals").max_items(2));
};

namespace vitrine::test {
namespace {

using command::Disagreement;
using command::ForwardRequest;
using command::Snapshot;
using command::TrialOptions;
using command::TrialResult;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kServer[] = "http://127.0.0.1:8080";

Service zoo() {
  Api api({.title = "Zoo", .version = "1"});
  api.on_error([](std::string_view) {});
  api.post("/animals", [](Body<Animal> animal) -> Created<KeptAnimal> {
    return {{"a7", animal->name}, "/animals/a7"};
  });
  api.get("/animals", [](Query<"limit", std::optional<int>, minimum(1), maximum(9)>) {
    return KeptAnimals{{{"a7", "Rex"}}};
  });
  api.get("/animals/{id}",
          [](Path<"id", std::string> id) {
            if (*id != "a7") throw NoAnimal();
            return KeptAnimal{*id, "Rex"};
          })
      .raises<NoAnimal>(404, "There is no such animal.");
  api.del("/animals/{id}", [](Path<"id", std::string>) {});
  return Service(std::move(api));
}

class Trial : public ::testing::Test {
 protected:
  /// What a bug makes of an honest response.
  using Bug = std::function<void(const Request&, Response&)>;

  TrialResult run(const Bug& bug = nullptr, TrialOptions options = {kServer}) {
    requests_.clear();
    return command::try_server(
        snapshot_, options, [&](const ForwardRequest& sent) -> std::variant<Response, std::string> {
          Request request{sent.method, sent.url.substr(std::string(kServer).size()), sent.headers,
                          sent.body};
          request.headers.set("Host", "127.0.0.1:8080");
          requests_.push_back(request);
          Response response = service_.handle(request);
          if (bug) bug(request, response);
          return response;
        });
  }

  /// Those with a bug.
  std::vector<Disagreement> found(const Bug& bug) { return run(bug).disagreements; }

  static std::shared_ptr<const Snapshot> read(const std::string& file) {
    auto made = std::make_shared<Snapshot>(Snapshot{command::Documents(nullptr), {}});
    EXPECT_FALSE(made->documents.open(file));
    openapi::read_all(made->documents);
    made->description = openapi::Description::read(made->documents.set(), made->documents.uri());
    return made;
  }

  const Service service_ = zoo();
  const TemporaryFolder folder_;
  const std::string file_ = folder_.write("zoo.json", service_.openapi_json());
  const std::shared_ptr<const Snapshot> snapshot_ = read(file_);
  std::vector<Request> requests_;
};

std::string words(const TrialResult& result) {
  std::string all;
  for (const Disagreement& one : result.disagreements) {
    all += one.operation + ": " + one.place + ": " + one.message + "\n" + one.curl + "\n";
  }
  return all;
}

auto disagreement(const std::string& operation, const std::string& place,
                  const std::string& message) {
  return Contains(AllOf(Field("operation", &Disagreement::operation, operation),
                        Field("place", &Disagreement::place, HasSubstr(place)),
                        Field("message", &Disagreement::message, HasSubstr(message))));
}

/// The server accepts every body.
void accept_bodies(const Request& request, Response& response) {
  if (request.method != "POST" || response.status < 400) return;
  response = {};
  response.status = 201;
  response.headers.set("Content-Type", "application/json");
  response.headers.set("Location", "/animals/a7");
  response.body = R"({"id": "a7", "name": "Rex"})";
}

TEST_F(Trial, FindsNothingWhereServerAndDescriptionAgree) {
  const TrialResult result = run();
  EXPECT_EQ(result.failure, "");
  EXPECT_EQ(words(result), "");
  EXPECT_EQ(result.operations, 3u);
  EXPECT_GT(result.requests, 25u);
  EXPECT_EQ(result.requests, requests_.size());
}

TEST_F(Trial, BreaksEachKeywordOfABody) {
  const auto all = found(accept_bodies);
  for (const char* keyword : {"minLength", "maxLength", "pattern", "type"}) {
    EXPECT_THAT(all, disagreement("POST /animals", "body /name", keyword));
  }
  EXPECT_THAT(all, disagreement("POST /animals", "body /age", "minimum"));
  EXPECT_THAT(all, disagreement("POST /animals", "body /age", "maximum"));
  EXPECT_THAT(all, disagreement("POST /animals", "body /name", "required"));
  EXPECT_THAT(all, disagreement("POST /animals", "body", "additionalProperties"));
  EXPECT_THAT(all, disagreement("POST /animals", "body", "not JSON"));
  EXPECT_THAT(all, disagreement("POST /animals", "Content-Type", "no body of that type"));
}

TEST_F(Trial, BreaksEachKeywordOfAParameter) {
  const auto all = found([](const Request& request, Response& response) {
    if (request.path() != "/animals" || request.method != "GET" || response.status < 400) return;
    response = {};
    response.headers.set("Content-Type", "application/json");
    response.body = R"({"animals": []})";
  });
  for (const char* keyword : {"minimum", "maximum", "type"}) {
    EXPECT_THAT(all, disagreement("GET /animals", "query limit", keyword));
  }
}

TEST_F(Trial, FindsAServerThatIsStricterThanItSays) {
  TrialOptions options{kServer};
  options.count = 100;
  const TrialResult result = run(
      [](const Request& request, Response& response) {
        if (response.status != 201) return;
        const auto sent = nlohmann::ordered_json::parse(request.body);
        if (sent["name"].get<std::string>().size() < 8) return;
        response = {};
        response.status = 422;
        response.headers.set("Content-Type", "application/problem+json");
        response.body = R"({"title": "Wrong", "status": 422, "detail": "too long", "errors": []})";
      },
      options);
  EXPECT_THAT(result.disagreements,
              disagreement("POST /animals", "request", "refuses it with 422 (too long)"));
}

TEST_F(Trial, JudgesEveryResponse) {
  EXPECT_THAT(found([](const Request& request, Response& response) {
                if (request.path() == "/animals/a7") response.body = R"({"id": 7, "name": "Rex"})";
              }),
              disagreement("GET /animals/{id}", "response, body /id", "string"));
  EXPECT_THAT(found([](const Request& request, Response& response) {
                if (request.path() == "/animals/a7") response.status = 202;
              }),
              disagreement("GET /animals/{id}", "response, status", "202 is not documented"));
  EXPECT_THAT(found([](const Request& request, Response& response) {
                if (request.path() == "/animals/a7")
                  response.headers.set("Content-Type", "text/html");
              }),
              disagreement("GET /animals/{id}", "header Content-Type", "text/html"));
  EXPECT_THAT(found([](const Request& request, Response& response) {
                if (request.method == "POST" && response.status == 201) response.headers = {};
              }),
              disagreement("POST /animals", "header Content-Type", "is missing"));
  EXPECT_THAT(found([](const Request& request, Response& response) {
                if (request.query().find("limit=") == 0) response.status = 500;
              }),
              disagreement("GET /animals", "response, status", "fails with 500"));
}

TEST_F(Trial, SaysTheSameOnceWithACommandThatRepeatsIt) {
  const auto all = found(accept_bodies);
  for (const Disagreement& one : all) {
    EXPECT_EQ(std::count_if(all.begin(), all.end(),
                            [&](const Disagreement& other) {
                              return other.operation == one.operation && other.place == one.place &&
                                     other.message == one.message;
                            }),
              1);
    EXPECT_THAT(one.curl, AllOf(HasSubstr("curl"), HasSubstr("127.0.0.1:8080/animals")));
  }
}

TEST_F(Trial, UsesWhatEarlierResponsesTell) {
  run();
  const auto is = [](const char* method, const char* path) {
    return
        [=](const Request& request) { return request.method == method && request.path() == path; };
  };
  EXPECT_TRUE(std::any_of(requests_.begin(), requests_.end(), is("GET", "/animals/a7")));
}

TEST_F(Trial, DeletesNothingUnlessItMay) {
  const auto deletes = [](const Request& request) { return request.method == "DELETE"; };
  const TrialResult safe = run();
  EXPECT_TRUE(std::none_of(requests_.begin(), requests_.end(), deletes));
  ASSERT_EQ(safe.skipped.size(), 1u);
  EXPECT_EQ(safe.skipped[0].first, "DELETE /animals/{id}");
  EXPECT_THAT(safe.skipped[0].second, HasSubstr("--unsafe"));

  TrialOptions options{kServer};
  options.unsafe = true;
  const TrialResult all = run(nullptr, options);
  EXPECT_EQ(words(all), "");
  EXPECT_TRUE(std::any_of(requests_.begin(), requests_.end(), deletes));
}

TEST_F(Trial, SendsCredentialsAndDoesNotPrintThem) {
  TrialOptions options{kServer};
  options.headers = {{"Authorization", "Bearer secret-of-mina"}, {"X-Own", "1"}};
  const TrialResult result = run(accept_bodies, options);
  ASSERT_FALSE(requests_.empty());
  for (const Request& request : requests_) {
    EXPECT_EQ(request.headers.joined("Authorization"), "Bearer secret-of-mina");
  }
  EXPECT_THAT(words(result), AllOf(Not(HasSubstr("secret-of-mina")), HasSubstr("X-Own: 1")));
}

TEST_F(Trial, SaysWhatItCannotReach) {
  const TrialResult result = run([](const Request& request, Response& response) {
    if (request.method == "POST") {
      response = {};
      response.status = 401;
    }
  });
  ASSERT_FALSE(result.skipped.empty());
  EXPECT_THAT(result.skipped,
              Contains(Field(&std::pair<std::string, std::string>::second, HasSubstr("--header"))));
}

TEST_F(Trial, TheSameSeedMakesTheSameRequests) {
  const auto targets = [&] {
    std::vector<std::string> all;
    for (const Request& request : requests_) all.push_back(request.target + request.body);
    return all;
  };
  TrialOptions options{kServer};
  options.seed = 7;
  run(nullptr, options);
  const auto first = targets();
  run(nullptr, options);
  EXPECT_EQ(targets(), first);
}

TEST_F(Trial, TriesOneOperation) {
  TrialOptions options{kServer};
  options.operation = "GET /animals";
  const TrialResult result = run(nullptr, options);
  EXPECT_EQ(result.operations, 1u);
  for (const Request& request : requests_) EXPECT_EQ(request.path(), "/animals");
  options.operation = "nothing";
  EXPECT_THAT(run(nullptr, options).failure, HasSubstr("nothing"));
}

TEST_F(Trial, FollowsLinks) {
  const std::string file = folder_.write("links.yaml", R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /orders:
    post:
      responses:
        '201':
          description: Made
          content: {application/json: {schema: {type: object}}}
          links: {bill: {operationId: bill, parameters: {number: $response.body#/bill/number}}}
  /bills/{number}:
    get:
      operationId: bill
      parameters: [{name: number, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: One}}
)");
  std::vector<std::string> urls;
  const TrialResult result =
      command::try_server(read(file), {kServer},
                          [&](const ForwardRequest& sent) -> std::variant<Response, std::string> {
                            urls.push_back(sent.url);
                            Response response;
                            if (sent.method == "POST") {
                              response.status = 201;
                              response.headers.set("Content-Type", "application/json");
                              response.body = R"({"bill": {"number": 4711}})";
                            }
                            return response;
                          });
  EXPECT_THAT(urls, Contains(std::string(kServer) + "/bills/4711"));
}

TEST_F(Trial, SaysThatThereIsNoServer) {
  std::size_t calls = 0;
  const TrialResult result = command::try_server(
      snapshot_, {kServer}, [&](const ForwardRequest&) -> std::variant<Response, std::string> {
        ++calls;
        return "nobody is there";
      });
  EXPECT_EQ(result.failure, "nobody is there");
  EXPECT_EQ(calls, 1u);
}

TEST_F(Trial, IsACommand) {
  EXPECT_EQ(run_command({"test", file_}).status, 2);
  EXPECT_THAT(run_command({"test", file_, "--server", "ftp://x"}).err, HasSubstr("--server"));
  EXPECT_THAT(run_command({"test", file_, "--server", kServer, "--header", "secret"}).err,
              Not(HasSubstr("secret")));
  EXPECT_THAT(run_command({"test", file_, "--server", kServer, "--format", "sarif"}).err,
              HasSubstr("text or json"));

  const Running running(Front(zoo(), FrontOptions{}));
  const Ran agreed = run_command({"test", file_, "--server", running.url() + "/"});
  if (agreed.err.find("without libcurl") != std::string::npos) {
    GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  }
  EXPECT_EQ(agreed.status, 0) << agreed.out << agreed.err;
  EXPECT_EQ(agreed.out, "");
  EXPECT_THAT(agreed.err, AllOf(HasSubstr("3 operations"), HasSubstr("0 disagreements"),
                                HasSubstr("DELETE /animals/{id}: skipped: ")));

  std::string other = service_.openapi_json();
  other.replace(other.find("\"maxLength\": 8"), 14, "\"maxLength\": 5");
  const Ran disagreed = run_command(
      {"test", folder_.write("other.json", other), "--server", running.url(), "--format", "json"});
  EXPECT_EQ(disagreed.status, 1) << disagreed.out << disagreed.err;
  const auto report = nlohmann::ordered_json::parse(disagreed.out);
  ASSERT_FALSE(report["disagreements"].empty());
  EXPECT_EQ(report["disagreements"][0]["place"], "body /name");
  EXPECT_THAT(report["disagreements"][0]["message"].get<std::string>(), HasSubstr("maxLength"));
}

}  // namespace
}  // namespace vitrine::test
