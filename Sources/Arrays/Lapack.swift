import Answers
internal import COpenBLAS
internal import Glibc
internal import Synchronization

/// The procedures of LAPACK, which the OpenBLAS of large products carries. They cannot be stopped; so that nobody has to wait for them,
/// those that take their time run on a thread of their own.
enum Lapack {
    /// One call, and what it gave.
    private final class Call: Sendable {
        let body: @Sendable () -> Int32
        let result = Atomic<Int32>(0)
        let isDone = Atomic<Bool>(false)

        init(_ body: @escaping @Sendable () -> Int32) { self.body = body }

        func run() {
            result.store(body(), ordering: .relaxed)
            isDone.store(true, ordering: .releasing)
        }
    }

    /// Calls one of the procedures. What it works on belongs to the body, since an abandoned call goes on to its end.
    ///
    /// - Parameters:
    ///   - size: the longer side of the matrix.
    ///   - failure: what is said where the procedure finds nothing.
    static func call(_ size: Int, _ failure: String, _ work: Work, _ body: @escaping @Sendable () -> Int32) throws {
        let result = size < 64 ? body() : try awaited(Call(body), work)
        switch result {
        case 0: return
        case Int32(cob_is_missing):
            throw Mistake(
                "matrices are decomposed by the LAPACK in OpenBLAS, which is not installed",
                try: "sudo apt install libopenblas0")
        case Int32(cob_has_no_room):
            throw Mistake("the decomposition needs more memory than there is", expected: "a smaller matrix").raised(
                as: "MemoryError")
        default: throw Mistake(failure, expected: "a matrix that can be decomposed").raised(as: "LinAlgError", failure)
        }
    }

    private static func awaited(_ call: Call, _ work: Work) throws -> Int32 {
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { raw in
                if let raw { Unmanaged<Call>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(call).toOpaque())
        guard code == 0 else {
            throw Mistake("the system gives no thread for the decomposition: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
        while !call.isDone.load(ordering: .acquiring) {
            if work.isCancelled { throw Stopped() }
            usleep(500)
        }
        return call.result.load(ordering: .relaxed)
    }
}

extension NDArray {
    /// The matrix with its columns one after the other, as LAPACK has them, in memory that it may overwrite.
    func byColumns(_ work: Work) throws -> NDArray {
        let made = try NDArray(uninitialised: [shape[1], shape[0]])
        try made.assign(transposed, work)
        return made
    }
}
