// The languages of scripts; how to read their tables is said in code_language.h.
#include "app/request/code_language.h"
#include "app/text/later.h"

namespace vitrine::request {

#define JAVASCRIPT    \
  "=eX\n"             \
  "='\n"              \
  "=r`*`\n"           \
  "=i\n"              \
  "=sprocess.env.*\n" \
  "=freadFileSync(*)\n"

#define JAVASCRIPT_JSON "=l  |{|}|: |[|]|null|true|false|{}\n"

/// What is read from files is imported, and a form is filled.
#define JAVASCRIPT_FORM                                                 \
  "mconst form = new FormData();\n"                                     \
  "Aform.append($A, $T);\n"                                             \
  "Gform.append($A, new Blob([readFileSync($F)], { type: $Y }), $F);\n" \
  "m\n"

VITRINE_LATER constexpr char kFetch[] = JAVASCRIPT JAVASCRIPT_JSON
    "=md\n"
    "=Sprocess.env.*\n"
    "=b*\n"
    "=J, \n"
    "fimport { readFileSync } from \"node:fs\";\n"
    "f\n" JAVASCRIPT_FORM
    " const response = await fetch($U, {\n"
    "   method: $M,\n"
    "h  headers: {\n"
    "H    $N: $V,\n"
    "h  },\n"
    "t  body: $S,\n"
    "r  body: new Blob([$B]),\n"
    "j  body: JSON.stringify($J),\n"
    "m  body: form,\n"
    " });\n"
    " console.log(response.status, response.statusText);\n"
    " console.log(await response.text());\n";

VITRINE_LATER constexpr char kAxios[] = JAVASCRIPT JAVASCRIPT_JSON
    "=md\n"
    "=d\n"
    "=cfalse\n"
    "=aBuffer.from(*)\n"
    "=bBuffer.from(*)\n"
    "=SBuffer.from(process.env.*)\n"
    "=J,\f    \n"
    "=OBuffer.concat([\f    *,\f  ])\n"
    "fimport { readFileSync } from \"node:fs\";\n"
    " import axios from \"axios\";\n"
    " \n" JAVASCRIPT_FORM
    " const response = await axios({\n"
    "   method: $M,\n"
    "   url: $U,\n"
    "h  headers: {\n"
    "H    $N: $V,\n"
    "h  },\n"
    "b  data: $B,\n"
    "j  data: $J,\n"
    "m  data: form,\n"
    " });\n"
    " console.log(response.status, response.statusText);\n"
    " console.log(response.data);\n";

#undef JAVASCRIPT
#undef JAVASCRIPT_JSON
#undef JAVASCRIPT_FORM

#define PYTHON(LIBRARY, BODY, REASON)             \
  "=ex\n"                                         \
  "='\n"                                          \
  "=r\"\"\"*\"\"\"\n"                             \
  "=l    |{|}|: |[|]|None|True|False|{}\n"        \
  "=mtnd\n"                                       \
  "=d\n"                                          \
  "=sos.environ[\"*\"]\n"                         \
  "=a*.encode()\n"                                \
  "=b*.encode()\n"                                \
  "=Sos.environ[\"*\"].encode()\n"                \
  "=fopen(*, \"rb\").read()\n"                    \
  "=J\f    + \n"                                  \
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
  "j    json=$J,\n"                               \
  "m    files=[\n"                                \
  "A        ($A, (None, $T)),\n"                  \
  "T        ($A, (None, $T, $Y)),\n"              \
  "G        ($A, ($F, open($F, \"rb\"), $Y)),\n"  \
  "m    ],\n"                                     \
  " )\n"                                          \
  " print(response.status_code, response." REASON \
  ")\n"                                           \
  " print(response.text)\n"

VITRINE_LATER constexpr char kPythonRequests[] = PYTHON("requests", "data", "reason");
VITRINE_LATER constexpr char kPythonHttpx[] = PYTHON("httpx", "content", "reason_phrase");

#undef PYTHON

VITRINE_LATER constexpr char kPhp[] =
    "=eb\n"
    "=x$\n"
    "=r'*'\n"
    "=l    |[|]| => |[|]|null|true|false|new stdClass()\n"
    "=mn\n"
    "=c\n"
    "=sgetenv(\"*\")\n"
    "=j . \n"
    "=b*\n"
    "=Sgetenv(\"*\")\n"
    "=ffile_get_contents(*)\n"
    "=J\f        . \n"
    " <?php\n"
    " \n"
    " $curl = curl_init($U);\n"
    " curl_setopt_array($curl, [\n"
    "     CURLOPT_CUSTOMREQUEST => $M,\n"
    "i    CURLOPT_NOBODY => true,\n"
    "     CURLOPT_RETURNTRANSFER => true,\n"
    "h    CURLOPT_HTTPHEADER => [\n"
    "H        $H,\n"
    "h    ],\n"
    "b    CURLOPT_POSTFIELDS => $B,\n"
    "j    CURLOPT_POSTFIELDS => json_encode($J),\n"
    "m    CURLOPT_POSTFIELDS => [\n"
    "A        $A => $T,\n"
    "G        $A => new CURLFile($F, $Y, $F),\n"
    "m    ],\n"
    " ]);\n"
    " $response = curl_exec($curl);\n"
    " \n"
    " echo curl_getinfo($curl, CURLINFO_RESPONSE_CODE), \"\\n\", $response, \"\\n\";\n";

VITRINE_LATER constexpr char kRuby[] =
    "=eb\n"
    "=x#\n"
    "=r'*'\n"
    "=l  |{|}| => |[|]|nil|true|false|{}\n"
    "=mnd\n"
    "=sENV.fetch(\"*\")\n"
    "=b*.b\n"
    "=SENV.fetch(\"*\").b\n"
    "=fFile.binread(*)\n"
    "=J +\f  \n"
    "jrequire \"json\"\n"
    " require \"net/http\"\n"
    " \n"
    " uri = URI($U)\n"
    "krequest = Net::HTTP::$C.new(uri)\n"
    "Krequest = Net::HTTPGenericRequest.new($M, true, true, uri)\n"
    "Hrequest[$N] = $V\n"
    "U# Net::HTTP will call this body application/x-www-form-urlencoded: it sends none without a "
    "type.\n"
    "p# Net::HTTP will call this body application/x-www-form-urlencoded: it sends none without a "
    "type.\n"
    "brequest.body = $B\n"
    "jrequest.body = JSON.generate($J)\n"
    "mrequest.set_form(\n"
    "m  [\n"
    "A    [$A, $T],\n"
    "G    [$A, File.open($F, \"rb\"), { filename: $F, content_type: $Y }],\n"
    "m  ],\n"
    "m  \"multipart/form-data\"\n"
    "m)\n"
    " \n"
    " response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == \"https\") do |http|\n"
    "   http.request(request)\n"
    " end\n"
    " puts response.code, response.body\n";

VITRINE_LATER constexpr char kDart[] =
    "=eb\n"
    "=x$\n"
    "=rr\"\"\"*\"\"\"\n"
    "=l  |{|}|: |[|]|null|true|false|{}\n"
    "=mn\n"
    "=sPlatform.environment[\"*\"]!\n"
    "=autf8.encode(*)\n"
    "=b...utf8.encode(*)\n"
    "=S...utf8.encode(Platform.environment[\"*\"]!)\n"
    "=f...File(*).readAsBytesSync()\n"
    "=J,\f    \n"
    "=O[\f    *,\f  ]\n"
    "bimport \"dart:convert\";\n"
    "jimport \"dart:convert\";\n"
    "eimport \"dart:io\";\n"
    " \n"
    " import \"package:http/http.dart\" as http;\n"
    "gimport \"package:http_parser/http_parser.dart\";\n"
    " \n"
    " Future<void> main() async {\n"
    "q  final request = http.Request($M, Uri.parse($U));\n"
    "m  final request = http.MultipartRequest($M, Uri.parse($U));\n"
    "H  request.headers[$N] = $V;\n"
    "b  request.bodyBytes = $B;\n"
    "j  request.bodyBytes = utf8.encode(\n"
    "j    jsonEncode($J),\n"
    "j  );\n"
    "A  request.fields[$A] = $T;\n"
    "G  request.files.add(\n"
    "G    await http.MultipartFile.fromPath($A, $F, contentType: MediaType.parse($Y)),\n"
    "G  );\n"
    "   final response = await http.Response.fromStream(await request.send());\n"
    "   print(\"${response.statusCode} ${response.reasonPhrase}\");\n"
    "   print(response.body);\n"
    " }\n";

VITRINE_LATER constexpr char kPowerShell[] =
    "=eb\n"
    "=k\n"
    "=x$\n"
    "=r'*'\n"
    "=mno\n"
    "=s$env:*\n"
    "=o(*)\n"
    "=a([Text.Encoding]::UTF8.GetBytes(*))\n"
    "=b[Text.Encoding]::UTF8.GetBytes(*)\n"
    "=S[Text.Encoding]::UTF8.GetBytes($env:*)\n"
    "=f(Get-Content * -AsByteStream -Raw)\n"
    "=J +\f        \n"
    "=O([byte[]](\f        *\f    ))\n"
    "U# PowerShell will call this body application/x-www-form-urlencoded: it sends none without a "
    "type.\n"
    "k$response = Invoke-RestMethod -Method $C `\n"
    "K$response = Invoke-RestMethod -CustomMethod $M `\n"
    "     -Uri $U `\n"
    "h    -Headers @{\n"
    "H        $N = $V\n"
    "h    } `\n"
    "b    -Body $B `\n"
    "m    -Form @{\n"
    "A        $A = $T\n"
    "G        $A = Get-Item $F\n"
    "m    } `\n"
    "     -StatusCodeVariable status\n"
    " \n"
    " $status\n"
    " $response\n";

VITRINE_LATER constexpr char kR[] =
    "=eU\n"
    "=rr\"---(*)---\"\n"
    "=l  |list(|)| = |list(|)|NULL|TRUE|FALSE|structure(list(), names = character())\n"
    "=mtnd\n"
    "=do\n"
    "=sSys.getenv(\"*\")\n"
    "=j, \n"
    "=opaste0(*)\n"
    "=bcharToRaw(*)\n"
    "=ScharToRaw(Sys.getenv(\"*\"))\n"
    "=freadBin(*, \"raw\", 1e9)\n"
    "=zas.raw(0)\n"
    "=J,\f    \n"
    "=Oc(\f    *\f  )\n"
    " library(httr2)\n"
    " \n"
    "E# httr2 leaves out headers without a value.\n"
    " response <- request($U) |>\n"
    "   req_method($M) |>\n"
    "H  req_headers($N = $V) |>\n"
    "b  req_body_raw($B) |>\n"
    "j  req_body_json($J) |>\n"
    "m  req_body_multipart(\n"
    "A    $A = $T,\n"
    "T    $A = curl::form_data($T, $Y),\n"
    "G    $A = curl::form_file($F, $Y),\n"
    "m  ) |>\n"
    "   req_perform()\n"
    " \n"
    " resp_status(response)\n"
    " if (length(response$body)) resp_body_string(response)\n";

}  // namespace vitrine::request
