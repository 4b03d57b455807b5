#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Work that recurses runs on a thread of its own with a large stack, so that nesting has the same limits on every
/// thread that evaluates. Memory of a stack is only taken as far as it is used; a thread costs some 30 µs.
public enum DeepStack {
    private static let size = 33 << 20
    /// Bytes that recursion may use there; the rest is for the words it calls, and for whoever holds the stack.
    static let usable = 30 << 20
    /// Bytes that may be in use where work begins on a stack that is held.
    private static let held = 1 << 20
    /// Bytes that recursion may use on a thread whose size is not known: 512 KB are assumed.
    static let usableAnywhere = 300 * 1024

    /// Where the stack of this thread begins, on a thread of ours.
    private static let key: pthread_key_t = {
        var key: pthread_key_t = 0
        pthread_key_create(&key, nil)
        return key
    }()

    /// Says that the stack of this thread is one of ours, from there on.
    fileprivate static func begins(at top: UnsafeMutablePointer<UInt8>?) { pthread_setspecific(key, top) }

    /// Bytes of this thread's stack that are in use; nil on a thread that is none of ours.
    private static var used: Int? {
        guard let top = pthread_getspecific(key) else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { here in
            here.baseAddress.map { Int(bitPattern: top) - Int(bitPattern: $0) }
        }
    }

    /// Runs what evaluates many pieces one after the other: they share its stack, instead of taking one each.
    public static func holding<Result>(_ body: () -> Result) -> Result {
        do { return try run { _ in body() } } catch { return body() }
    }

    /// Runs the body and waits for it, on the stack that is held where there is one. The body is told how many bytes of stack
    /// it may use.
    static func run<Result>(_ body: (Int) throws -> Result) throws -> Result {
        if let used, used < held { return try body(usable) }
        return try withoutActuallyEscaping(body) { body in
            let job = Job(body)
            #if canImport(Darwin)
            var created: pthread_t?
            #else
            var created = pthread_t()
            #endif
            let handle = Unmanaged<AnyJob>.passRetained(job)
            let status = withUnsafeTemporaryAllocation(of: pthread_attr_t.self, capacity: 1) { room -> Int32 in
                guard let attributes = room.baseAddress else { return ENOMEM }
                pthread_attr_init(attributes)
                defer { pthread_attr_destroy(attributes) }
                pthread_attr_setstacksize(attributes, size)
                return pthread_create(
                    &created, attributes,
                    { pointer in
                        #if canImport(Darwin)
                        Unmanaged<AnyJob>.fromOpaque(pointer).takeRetainedValue().run()
                        #else
                        if let pointer { Unmanaged<AnyJob>.fromOpaque(pointer).takeRetainedValue().run() }
                        #endif
                        return nil
                    }, handle.toOpaque())
            }
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
        result = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { here in
            DeepStack.begins(at: here.baseAddress)
            return Result { try body(DeepStack.usable) }
        }
    }

    func finish() throws -> Success {
        // The thread has ended, and it leaves a result in every case.
        guard let result else { throw Interrupted() }
        return try result.get()
    }
}
