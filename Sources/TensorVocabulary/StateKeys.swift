import Answers
import Language

/// Which names load_state_dict did not find in what it was given, and which it did not look for.
struct StateKeys: Unpackable {
    static let kind = "keys"
    let missing: [String]
    let unexpected: [String]

    var summary: String {
        missing.isEmpty && unexpected.isEmpty
            ? "<All keys matched successfully>"
            : "_IncompatibleKeys(missing_keys=\(names(missing).repr), unexpected_keys=\(names(unexpected).repr))"
    }
    var parts: [Value] { [names(missing), names(unexpected)] }

    func names(_ all: [String]) -> Value { .list(all.map { .text($0) }) }

    static let members: [Member] = [
        .attribute("missing_keys", of: StateKeys.self, "names that were not given") { $0.parts[0] },
        .attribute("unexpected_keys", of: StateKeys.self, "names that the network does not have") { $0.parts[1] },
    ]
}
