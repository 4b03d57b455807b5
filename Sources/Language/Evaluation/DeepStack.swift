#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Work that recurses runs on a thread of its own with a large stack, so that nesting has the same limits on every
/// thread that evaluates. Memory of a stack is only taken as far as it is used; a thread costs some 30 µs.
enum DeepStack {
    private static let size = 32 << 20
    /// Bytes that recursion may use there; the rest is for the words it calls.
    static let usable = 30 << 20
    /// Bytes that recursion may use on a thread whose size is not known: 512 KB are assumed.
    static let usableAnywhere = 300 * 1024

    /// Runs the body and waits for it. The body is told how many bytes of stack it may use.
    static func run<Result>(_ body: (Int) throws -> Result) throws -> Result {
        try withoutActuallyEscaping(body) { body in
            let job = Job(body)
            var attributes = pthread_attr_t()
            pthread_attr_init(&attributes)
            defer { pthread_attr_destroy(&attributes) }
            pthread_attr_setstacksize(&attributes, size)
            #if canImport(Darwin)
            var created: pthread_t?
            #else
            var created = pthread_t()
            #endif
            let handle = Unmanaged<AnyJob>.passRetained(job)
            let status = pthread_create(
                &created, &attributes,
                { pointer in
                    #if canImport(Darwin)
                    Unmanaged<AnyJob>.fromOpaque(pointer).takeRetainedValue().run()
                    #else
                    if let pointer { Unmanaged<AnyJob>.fromOpaque(pointer).takeRetainedValue().run() }
                    #endif
                    return nil
                }, handle.toOpaque())
            guard status == 0 else {
                handle.release()
                return try body(usableAnywhere)
            }
            #if canImport(Darwin)
            if let created { pthread_join(created, nil) }
            #else
            pthread_join(created, nil)
            #endif
            return try job.finish()
        }
    }
}

private class AnyJob {
    func run() {}
}

private final class Job<Success>: AnyJob {
    private var body: ((Int) throws -> Success)?
    private var result: Result<Success, any Error>?

    init(_ body: @escaping (Int) throws -> Success) { self.body = body }

    override func run() {
        guard let body else { return }
        self.body = nil
        result = Result { try body(DeepStack.usable) }
    }

    func finish() throws -> Success {
        // The thread has ended, and it leaves a result in every case.
        guard let result else { throw Interrupted() }
        return try result.get()
    }
}
