// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A target of ours: its name and, in order, the targets and products it imports.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let package = Package(
  name: "tabletop",
  products: [.executable(name: "tabletop", targets: ["tabletop"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CEdit",
      pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"])]
    ),
    .systemLibrary(
      name: "CDigest",
      pkgConfig: "libmd",
      providers: [.apt(["libmd-dev"])]
    ),
    // Without `pkgConfig`: it would link libcurl, which the shim loads when it is first used.
    .systemLibrary(
      name: "CCurl",
      providers: [.apt(["libcurl4-openssl-dev"])]
    ),
    library("Values"),
    library("AccessControl", ["Values", "CDigest"]),
    library("Journal", ["Values", "AccessControl"]),
    library("Documents", ["Values", yams]),
    library("Incidents", ["Values"]),
    library("IncidentTools", ["Values", "AccessControl", "Incidents"]),
    library("Agent", ["Values", "AccessControl"]),
    library(
      "Exercises",
      ["Values", "AccessControl", "Incidents", "IncidentTools", "Agent", "Documents"]
    ),
    .target(
      name: "DefaultWorld",
      resources: [.embedInCode("default.world.yaml")],
      swiftSettings: settings
    ),
    library(
      "Scenarios",
      ["Values", "AccessControl", "Incidents", "IncidentTools", "Agent", "Documents", "Exercises"]
    ),
    library("EventStreams"),
    library("HTTPTransport", ["CCurl"]),
    library(
      "OpenAIModels",
      ["Values", "AccessControl", "Agent", "EventStreams", "HTTPTransport"]
    ),
    library("Cassettes", ["Values", "EventStreams", "HTTPTransport"]),
    library("OfflineModels", ["Values", "AccessControl", "Agent"]),
    library(
      "PolicyAnalysis",
      [
        "Values", "AccessControl", "Incidents", "IncidentTools", "Documents", "Exercises",
        "Scenarios",
      ]
    ),
    .target(
      name: "Reporters",
      dependencies: [
        "Values", "AccessControl", "Agent", "Incidents", "Documents", "Exercises", "Scenarios",
      ],
      resources: [.embedInCode("report.css"), .embedInCode("report.js")],
      swiftSettings: settings
    ),
    library(
      "REPL",
      [
        "Values", "AccessControl", "Incidents", "IncidentTools", "Agent", "Documents",
        "Exercises", "Journal", "Scenarios", "Reporters", "CEdit",
      ]
    ),
    .executableTarget(
      name: "tabletop",
      dependencies: [
        "Values", "AccessControl", "Incidents", "IncidentTools", "Agent", "Documents",
        "Exercises", "DefaultWorld", "Scenarios", "OfflineModels", "OpenAIModels",
        "HTTPTransport", "Cassettes", "PolicyAnalysis", "Reporters",
        "REPL", "Journal", argumentParser,
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "tabletop-bench",
      dependencies: [
        "Values", "AccessControl", "Incidents", "Documents", "Exercises", "DefaultWorld",
        "OfflineModels", "EventStreams", "HTTPTransport", yams, argumentParser,
      ],
      exclude: ["plain.py", "stream.py"],
      swiftSettings: settings
    ),
    tests(
      "ScenariosTests",
      [
        "tabletop", "Values", "AccessControl", "Agent", "Incidents", "IncidentTools", "Documents",
        "Exercises", "Scenarios", "Reporters", "DefaultWorld",
      ]
    ),
    tests(
      "PolicyAnalysisTests",
      [
        "tabletop", "PolicyAnalysis", "Values", "AccessControl", "Agent", "Incidents",
        "IncidentTools", "Documents", "Exercises", "Scenarios", "DefaultWorld",
      ]
    ),
    tests(
      "REPLTests",
      [
        "REPL", "Values", "AccessControl", "Agent", "Documents", "Exercises", "DefaultWorld",
        "Journal", "Incidents", "OfflineModels",
      ]
    ),
    tests(
      "AccessControlTests",
      [
        "Values", "AccessControl", "Incidents", "IncidentTools", "Documents", "Exercises",
        "DefaultWorld",
      ],
      exclude: ["CompileFailures"]
    ),
    .target(
      name: "WireServer",
      dependencies: ["Values"],
      path: "Tests/WireServer",
      swiftSettings: settings
    ),
    tests("ReportersTests", ["Reporters", "Scenarios", "Documents", "Values"]),
    tests("EventStreamsTests", ["EventStreams", "Values"]),
    tests("HTTPTransportTests", ["HTTPTransport", "CCurl", "Values", "WireServer"]),
    tests("ValuesTests", ["Values"]),
    tests(
      "OpenAIModelsTests",
      [
        "OpenAIModels", "HTTPTransport", "EventStreams", "Agent", "AccessControl", "Values",
        "WireServer",
      ]
    ),
    tests(
      "CassettesTests",
      ["Cassettes", "HTTPTransport", "EventStreams", "Values", "WireServer"]
    ),
    tests("IncidentsTests", ["Incidents", "Values"]),
    tests(
      "SafetyTests",
      [
        "Values", "AccessControl", "Agent", "Documents", "Incidents", "IncidentTools",
        "Exercises", "DefaultWorld", "OfflineModels", "Journal", "REPL", "tabletop", "EventStreams",
        "HTTPTransport", "OpenAIModels", "Scenarios", "WireServer",
      ]
    ),
    tests("JournalTests", ["Journal", "AccessControl", "Values"]),
    tests("AgentTests", ["Agent", "AccessControl", "Values"]),
    tests(
      "ExercisesTests",
      [
        "Values", "AccessControl", "Agent", "Incidents", "Documents", "Exercises", "DefaultWorld",
        "OfflineModels",
      ]
    ),
    tests(
      "EndToEndTests",
      ["tabletop", "Values", "WireServer"],
      exclude: ["analysis", "failing", "invalid", "passing"]
    ),
    tests("DocumentsTests", ["Documents", "Values"]),
    tests(
      "OfflineModelsTests",
      ["OfflineModels", "AccessControl", "Values"],
      exclude: ["Unseen"]
    ),
  ]
)
