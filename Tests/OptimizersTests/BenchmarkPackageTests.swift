import Foundation
import Testing

@Suite("Packages beside the main one that build the rules")
struct BenchmarkPackageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Modules of the project that the rules import.
    private static func imported() throws -> Set<String> {
        let rules = root.appending(path: "Sources/Optimizers")
        let files = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)?.compactMap {
            $0 as? URL
        }
        var modules: Set<String> = []
        for file in files ?? [] where file.pathExtension == "swift" {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard let module = line.firstMatch(of: /^(?:\w+ )?import (\w+)$/)?.output.1 else { continue }
                let folder = root.appending(path: "Sources/\(module)").path(percentEncoded: false)
                if FileManager.default.fileExists(atPath: folder) { modules.insert(String(module)) }
            }
        }
        return modules
    }

    @Test(
        "what measures the rules, and what puts mistakes into them, names every module that they import",
        arguments: ["Benchmarks/Package.swift", "Benchmarks/mutations/Package.swift.txt"])
    func complete(_ manifest: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: manifest), encoding: .utf8)
        let modules = try Self.imported()
        #expect(modules.contains("Numbers"))
        for module in modules {
            #expect(text.contains("name: \"\(module)\""), "\(manifest) has no target \(module)")
        }
    }

    @Test("the modules that are linked into the benchmarks are there")
    func links() throws {
        let folder = Self.root.appending(path: "Benchmarks/Modules").path(percentEncoded: false)
        for link in try FileManager.default.contentsOfDirectory(atPath: folder) {
            #expect(FileManager.default.fileExists(atPath: "\(folder)/\(link)"), "\(link) leads nowhere")
        }
        for module in try Self.imported() {
            #expect(FileManager.default.fileExists(atPath: "\(folder)/\(module)"), "\(module) is missing")
        }
    }
}
