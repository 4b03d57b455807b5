/// Vouches for messages by the key of the connection file: signs what is sent, and takes nothing that is not signed, or signed
/// by somebody else, or sent a second time.
struct Seal: Sendable {
    private let library: ZeroMQ
    private let key: [UInt8]
    /// Signatures that were used, and the same in their order.
    private var used: Set<[UInt8]> = []
    private var order: [[UInt8]] = []
    private var oldest = 0

    /// Signatures that are remembered.
    static let memory = 65_536

    /// - Parameter key: an empty one signs nothing and checks nothing, as the protocol has it.
    init(_ library: ZeroMQ, key: String) {
        self.library = library
        self.key = Array(key.utf8)
    }

    /// As it stands in a message.
    func signature(of pieces: [[UInt8]]) -> [UInt8] {
        key.isEmpty ? [] : library.signature(of: pieces, key: key)
    }

    /// - Throws: `MessageRefusal` where the signature is not ours, or was used before.
    mutating func check(_ signature: [UInt8], of pieces: [[UInt8]]) throws(MessageRefusal) {
        guard !key.isEmpty else { return }
        guard !signature.isEmpty else { throw .unsigned }
        guard library.areEqual(signature, self.signature(of: pieces)) else { throw .wrongSignature }
        guard used.insert(signature).inserted else { throw .replayed }
        if order.count < Self.memory {
            order.append(signature)
        } else {
            used.remove(order[oldest])
            order[oldest] = signature
            oldest = (oldest + 1) % Self.memory
        }
    }
}
