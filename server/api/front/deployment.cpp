#include "server/api/front/deployment.h"

#include <algorithm>

#include "server/api/front/forwarded.h"

namespace vitrine {

std::vector<std::string> deployment_problems(const Deployment& deployment,
                                             const std::vector<std::string>& cors_origins) {
  std::vector<std::string> problems = cors_problems(cors_origins, deployment.cors);
  if (!deployment.root_path.empty() && !is_root_path(deployment.root_path)) {
    problems.push_back("the root path \"" + deployment.root_path +
                       "\" has to begin with a slash and end without one: /api");
  }
  for (const std::string& text : deployment.trusted_proxies) {
    if (!Networks().add(text)) {
      problems.push_back("the trusted proxy \"" + text +
                         "\" is no address and no network: 127.0.0.1, 10.0.0.0/8, ::1");
    }
  }
  for (const std::string& host : deployment.hosts) {
    if (host.empty() || host.find_first_of(":/ ,") != std::string::npos) {
      problems.push_back("the host \"" + host + "\" has to be a name without a port");
    }
  }
  for (auto at = deployment.folders.begin(); at != deployment.folders.end(); ++at) {
    for (std::string& problem : folder_problems(*at)) problems.push_back(std::move(problem));
    if (std::any_of(deployment.folders.begin(), at,
                    [&](const StaticFolder& other) { return other.prefix == at->prefix; })) {
      problems.push_back("two folders of files are at " + at->prefix);
    }
  }
  return problems;
}

}  // namespace vitrine
