import Answers
import Conversation
import Foundation
import Language
import Lessons
import Vocabulary

@testable import Kernel

/// Kernels for tests, with the words of the program and a small lesson.
enum Bench {
    static let lesson = """
        ---
        title: Small
        lang: en
        lesson:
          id: small
          version: 1
          requires: []
          teaches: [adam]
        ---

        # Small

        Some *text* with `code`.

        ```descent id="one"
        a = 1 + 1
        a * 3
        ```

        <!-- descent:question id="q" points=1 type="number" -->
        What is a?

        <details><summary>Answer</summary>

        = 2

        Because one and one are two.

        </details>

        """

    /// A kernel on this machine at ports that are free, or where the connection says.
    static func kernel(_ connection: ConnectionFile? = nil, course: String? = nil) throws -> RunningKernel {
        let connection = try connection ?? ConnectionFile()
        return try RunningKernel { log in
            let progress = ProgressView()
            let work = Work { progress.update($0) }
            let session = Session(registry: Vocabulary.registry, work: work, permission: .everything)
            let interpreter = Interpreter(session)
            let lessons = course.map { folder in
                LessonCommands(
                    course: { Course(folder, work: work) }, sandbox: Sandbox(interpreter), log: MemoryLog())
            }
            return try NotebookKernel(
                interpreter, lessons.map { [$0] } ?? [], connection: connection, progress: progress,
                settings: KernelSettings(version: "0.0", banner: "A test", log: { log.add($0) }))
        }
    }

    /// Runs a body with a kernel and a front end, and ends both.
    static func talk(course: String? = nil, _ body: (KernelClient, RunningKernel) throws -> Void) throws {
        let kernel = try kernel(course: course)
        let client = try KernelClient(kernel.connection)
        defer { client.close() }
        try client.waitUntilReady()
        try body(client, kernel)
        client.send("shutdown_request", .members(["restart": .bool(false)]), on: client.control)
        guard kernel.ends() else { throw KernelClient.Silence(awaited: "the end of the kernel") }
    }
}
