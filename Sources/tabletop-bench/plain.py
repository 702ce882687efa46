"""The same work in plain Python, without any framework, as a comparison.

    python3 plain.py FOLDER

Reads every scenario of a generated suite (PyYAML with libyaml where it is there), plays its turns
against a small gate and a dictionary as the world, and holds the calls' decisions against what is
denied in the file. It does much less than tabletop: no positions, no record, no list of changes.
"""

import copy
import pathlib
import shlex
import sys
import time

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HOLDERS = {
    "restart_service": "IT", "view_system_logs": "IT", "run_diagnostics": "IT",
    "update_priority": "OPS", "calculate_cost_impact": "FINANCE",
    "approve_emergency_spending": "FINANCE", "notify_affected_customers": "CSM",
}
WORLD = {
    "priority": "P1", "outbox": [], "approved": 0,
    "services": {name: {"restarts": 0} for name in (
        "Redis", "PostgreSQL", "API Gateway", "Auth Service", "Payments", "Search", "CDN")},
}


def perform(world, tool, arguments, role):
    if HOLDERS[tool] != role:
        return "denied"
    if tool == "restart_service":
        world["services"][arguments["service"]]["restarts"] += 1
    elif tool == "update_priority":
        world["priority"] = arguments["priority"]
    elif tool == "approve_emergency_spending":
        world["approved"] += int(arguments["amount"])
    elif tool == "notify_affected_customers":
        world["outbox"].append(arguments["message"])
    return "ok"


def play(path):
    scenario = yaml.load(path.read_bytes(), Loader=LOADER)
    world = copy.deepcopy(WORLD)
    turns = calls = 0
    for step in scenario["steps"]:
        if "say" not in step:
            continue
        turns += 1
        role = scenario["participants"][step["as"]]
        denied = []
        for line in step["agent"]:
            if isinstance(line, dict):
                continue
            tool, *words = shlex.split(line)
            calls += 1
            arguments = dict(word.split("=", 1) for word in words)
            if perform(world, tool, arguments, role) == "denied":
                denied.append(tool)
        expected = [entry["denied"]["tool"] for entry in step["expect"] if "denied" in entry]
        assert denied == expected, path
    return turns, calls


def main():
    began = time.process_time()
    played = [play(path) for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.scenario.yaml"))]
    seconds = time.process_time() - began
    turns, calls = (sum(column) for column in zip(*played))
    print(f"{len(played)} scenarios, {turns} turns, {calls} calls: {seconds:.2f} s, "
          f"{turns / seconds:.0f} turns a second")


main()
