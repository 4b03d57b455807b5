/// Why a message was dropped.
enum MessageRefusal: Error, Equatable {
    case malformed(String)
    case unsigned
    case wrongSignature
    case replayed
    case wrongVersion(String)

    /// In one line, for the log.
    var words: String {
        switch self {
        case .malformed(let problem): "malformed: \(problem)"
        case .unsigned: "its signature is missing"
        case .wrongSignature: "its signature is wrong"
        case .replayed: "its signature was used before"
        case .wrongVersion(let version): "it speaks protocol version \(version), and this kernel 5"
        }
    }
}
