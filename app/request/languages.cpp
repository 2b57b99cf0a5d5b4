#include "app/request/code_language.h"
#include "app/text/later.h"

/// The languages that are tables; how to read them is said in code_language.h.
namespace vitrine::request {

#define PYTHON(LIBRARY, BODY, REASON)             \
  "simport os\n"                                  \
  "s\n"                                           \
  " import " LIBRARY                              \
  "\n"                                            \
  " \n"                                           \
  " response = " LIBRARY                          \
  ".request(\n"                                   \
  "     $M,\n"                                    \
  "     $U,\n"                                    \
  "h    headers={\n"                              \
  "H        $N: $V,\n"                            \
  "h    },\n"                                     \
  "b    " BODY                                    \
  "=$B,\n"                                        \
  " )\n"                                          \
  " print(response.status_code, response." REASON \
  ")\n"                                           \
  " print(response.text)\n"

VITRINE_LATER constexpr char kPythonRequestsCode[] = PYTHON("requests", "data", "reason");
VITRINE_LATER constexpr char kPythonHttpxCode[] = PYTHON("httpx", "content", "reason_phrase");

#undef PYTHON

constexpr Language python(const char* code) {
  return {Escape::hex,
          true,
          "\"",
          "\"\"\"*\"\"\"",
          code,
          {"*", "*", "os.environ[\"*\"]", nullptr, " + ", "", ""},
          {"*.encode()", "*.encode()", "os.environ[\"*\"].encode()", "open(*, \"rb\").read()",
           "\n    + ", "", ""}};
}

const Language kPythonRequests = python(kPythonRequestsCode);
const Language kPythonHttpx = python(kPythonHttpxCode);

VITRINE_LATER constexpr char kJavaScriptCode[] =
    "Fimport { readFileSync } from \"node:fs\";\n"
    "F\n"
    " const response = await fetch($U, {\n"
    "   method: $M,\n"
    "h  headers: {\n"
    "H    $N: $V,\n"
    "h  },\n"
    "t  body: $S,\n"
    "r  body: new Blob([$B]),\n"
    " });\n"
    " console.log(response.status, response.statusText);\n"
    " console.log(await response.text());\n";
const Language kJavaScript = {Escape::hex16,
                              true,
                              "\"",
                              "`*`",
                              kJavaScriptCode,
                              {"*", "*", "process.env.*", nullptr, " + ", "", ""},
                              {"*", "*", "process.env.*", "readFileSync(*)", ", ", "", ""}};

VITRINE_LATER constexpr char kCppCode[] =
    "l#define CPPHTTPLIB_OPENSSL_SUPPORT\n"
    " #include <httplib.h>\n"
    " \n"
    "s#include <cstdlib>\n"
    "F#include <fstream>\n"
    " #include <iostream>\n"
    "F#include <iterator>\n"
    " #include <string>\n"
    " \n"
    " using namespace std::string_literals;\n"
    " \n"
    "Fstatic std::string read(const std::string& path) {\n"
    "F  std::ifstream file(path, std::ios::binary);\n"
    "F  return {std::istreambuf_iterator<char>(file), {}};\n"
    "F}\n"
    "F\n"
    " int main() {\n"
    "   httplib::Client client($O);\n"
    "   client.set_path_encode(false);\n"
    "   httplib::Request request;\n"
    "   request.method = $M;\n"
    "   request.path = $P;\n"
    "H  request.set_header($N, $V);\n"
    "u  // cpp-httplib will call this body text/plain: it sends none without a type.\n"
    "b  request.body = $B;\n"
    "   const auto response = client.send(request);\n"
    "   if (!response) {\n"
    "     std::cerr << httplib::to_string(response.error()) << '\\n';\n"
    "     return 1;\n"
    "   }\n"
    "   std::cout << response->status << ' ' << response->reason << '\\n' << "
    "response->body << '\\n';\n"
    " }\n";
const Language kCpp = {Escape::octal,
                       false,
                       "\"s",
                       "R\"json(*)json\"s",
                       kCppCode,
                       {"*", "*", "std::string(std::getenv(\"*\"))", nullptr, " + ", "", ""},
                       {"*", "*", "std::string(std::getenv(\"*\"))", "read(*)", " + ", "", ""}};

VITRINE_LATER constexpr char kGoCode[] =
    " package main\n"
    " \n"
    " import (\n"
    " \t\"fmt\"\n"
    " \t\"io\"\n"
    " \t\"net/http\"\n"
    "e\t\"os\"\n"
    "b\t\"strings\"\n"
    " )\n"
    " \n"
    "Ffunc read(path string) string {\n"
    "F\tbytes, err := os.ReadFile(path)\n"
    "F\tif err != nil {\n"
    "F\t\tpanic(err)\n"
    "F\t}\n"
    "F\treturn string(bytes)\n"
    "F}\n"
    "F\n"
    " func main() {\n"
    "b\trequest, err := http.NewRequest($M, $U, strings.NewReader($B))\n"
    "n\trequest, err := http.NewRequest($M, $U, nil)\n"
    " \tif err != nil {\n"
    " \t\tpanic(err)\n"
    " \t}\n"
    "H\trequest.Header.Set($N, $V)\n"
    " \tresponse, err := http.DefaultClient.Do(request)\n"
    " \tif err != nil {\n"
    " \t\tpanic(err)\n"
    " \t}\n"
    " \tdefer response.Body.Close()\n"
    " \tcontent, err := io.ReadAll(response.Body)\n"
    " \tif err != nil {\n"
    " \t\tpanic(err)\n"
    " \t}\n"
    " \tfmt.Println(response.Status)\n"
    " \tfmt.Println(string(content))\n"
    " }\n";
const Language kGo = {Escape::hex,
                      false,
                      "\"",
                      "`*`",
                      kGoCode,
                      {"*", "*", "os.Getenv(\"*\")", nullptr, " + ", "", ""},
                      {"*", "*", "os.Getenv(\"*\")", "read(*)", " + ", "", ""}};

#define PUBLISHERS "HttpRequest.BodyPublishers."

VITRINE_LATER constexpr char kJavaCode[] =
    " import java.net.URI;\n"
    " import java.net.http.HttpClient;\n"
    " import java.net.http.HttpRequest;\n"
    " import java.net.http.HttpResponse;\n"
    "Fimport java.nio.file.Path;\n"
    " \n"
    " class Example {\n"
    "   public static void main(String[] arguments) throws Exception {\n"
    "     var request = HttpRequest.newBuilder(URI.create($U))\n"
    "H        .header($N, $V)\n"
    "b        .method($M, $B)\n"
    "n        .method($M, " PUBLISHERS
    "noBody())\n"
    "         .build();\n"
    "     var response = HttpClient.newHttpClient().send(request, "
    "HttpResponse.BodyHandlers.ofString());\n"
    "     System.out.println(response.statusCode());\n"
    "     System.out.println(response.body());\n"
    "   }\n"
    " }\n";
const Language kJava = {
    Escape::utf16,
    false,
    "\"",
    nullptr,
    kJavaCode,
    {"*", "*", "System.getenv(\"*\")", nullptr, " + ", "", ""},
    {PUBLISHERS "ofString(*)", PUBLISHERS "ofString(*)",
     PUBLISHERS "ofString(System.getenv(\"*\"))", PUBLISHERS "ofFile(Path.of(*))",
     ",\n            ", PUBLISHERS "concat(", ")"}};

#undef PUBLISHERS

VITRINE_LATER constexpr char kCSharpCode[] =
    " using System;\n"
    "Fusing System.IO;\n"
    "busing System.Linq;\n"
    " using System.Net.Http;\n"
    "busing System.Text;\n"
    " \n"
    " using var client = new HttpClient();\n"
    " using var request = new HttpRequestMessage(new HttpMethod($M), $U);\n"
    "crequest.Headers.TryAddWithoutValidation($N, $V);\n"
    "brequest.Content = new ByteArrayContent($B);\n"
    "Crequest.Content.Headers.TryAddWithoutValidation($N, $V);\n"
    " using var response = await client.SendAsync(request);\n"
    " Console.WriteLine($\"{(int)response.StatusCode} {response.ReasonPhrase}\");\n"
    " Console.WriteLine(await response.Content.ReadAsStringAsync());\n";
const Language kCSharp = {
    Escape::utf16s,
    false,
    "\"",
    nullptr,
    kCSharpCode,
    {"*", "*", "Environment.GetEnvironmentVariable(\"*\")", nullptr, " + ", "", ""},
    {"Encoding.UTF8.GetBytes(*)", ".Concat(Encoding.UTF8.GetBytes(*))",
     ".Concat(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"*\")))",
     ".Concat(File.ReadAllBytes(*))", "\n    ", "Array.Empty<byte>()", ".ToArray()"}};

VITRINE_LATER constexpr char kRustCode[] =
    " fn main() -> Result<(), Box<dyn std::error::Error>> {\n"
    "     let response = reqwest::blocking::Client::new()\n"
    "         .request($M.parse()?, $U)\n"
    "H        .header($N, $V)\n"
    "b        .body($B)\n"
    "         .send()?;\n"
    "     println!(\"{}\", response.status());\n"
    "     println!(\"{}\", response.text()?);\n"
    "     Ok(())\n"
    " }\n";
const Language kRust = {
    Escape::braces,
    false,
    "\"",
    "r#\"*\"#",
    kRustCode,
    {"*", "*", "std::env::var(\"*\")?.as_str()", nullptr, ", ", "[", "].concat()"},
    {"*", "*.as_bytes()", "std::env::var(\"*\")?.as_bytes()", "std::fs::read(*)?.as_slice()",
     ",\n            ", "[", "].concat()"}};

}  // namespace vitrine::request
