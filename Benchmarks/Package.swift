// swift-tools-version: 6.1
import PackageDescription

// A package of its own: `make bench` runs its one program. Most rows time whole processes, so the tool is not linked;
// what no call of the tool shows (a step on a million parameters, how soon a run stops) needs two of its modules, which
// lie here as links.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let real: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")

let package = Package(
    name: "benchmarks",
    dependencies: [.package(url: "https://github.com/apple/swift-numerics", from: "1.1.1")],
    targets: [
        .target(name: "CVectorMath", path: "Modules/CVectorMath"),
        .target(name: "Answers", path: "Modules/Answers", swiftSettings: settings),
        .target(name: "Cards", dependencies: ["Answers"], path: "Modules/Cards", swiftSettings: settings),
        .target(
            name: "Numbers", dependencies: ["Answers", real], path: "Modules/Numbers", swiftSettings: settings),
        .target(name: "Formats", dependencies: ["Answers"], path: "Modules/Formats", swiftSettings: settings),
        .target(
            name: "Optimizers", dependencies: ["Answers", "Cards", "Numbers", "Formats", "CVectorMath", real],
            path: "Modules/Optimizers", swiftSettings: settings, plugins: ["Catalogue"]),
        .executableTarget(name: "catalogue-tool", path: "Modules/CatalogueTool"),
        .plugin(
            name: "Catalogue", capability: .buildTool(), dependencies: ["catalogue-tool"], path: "Modules/Catalogue"),
        .executableTarget(
            name: "speed", dependencies: ["Answers", "Numbers", "Optimizers"], path: "Speed", swiftSettings: settings),
    ]
)
