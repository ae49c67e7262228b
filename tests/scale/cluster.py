"""A real standalone Spark cluster on this machine: one master, two workers, from the PySpark wheel."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
DEADLINE = 40
QUICK_START = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss4m"  # short-lived Java: start fast, do not optimise
)


def java():
    """Give the Java program, ``None`` when there is none."""
    home = os.environ.get("JAVA_HOME")
    inside = Path(home) / "bin" / "java" if home else None
    return str(inside) if inside and inside.is_file() else shutil.which("java")


def free_port():
    """Give a port of the loopback that nobody listens on."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return taken.getsockname()[1]


def _start(program, *words, log, env):
    home = Path(env["SPARK_HOME"])
    command = [java(), "-Xmx512m", "-cp", f"{home / 'jars'}/*", f"org.apache.spark.deploy.{program}", *words]
    with log.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=env, cwd=log.parent)


def _wait_for(port, process, log):
    until = time.monotonic() + DEADLINE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"Spark 没有启动：\n{log.read_text(errors='replace')[-3000:]}")


@contextmanager
def cluster(folder, path):
    """Give the address of a running cluster; every process is stopped at the end, also after a failure.

    ``path`` is the PYTHONPATH of the executors' workers.
    """
    import pyspark

    home = Path(pyspark.__file__).parent
    scala = next((home / "jars").glob("scala-library-*.jar")).stem.removeprefix("scala-library-")
    env = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": scala.rpartition(".")[0],
        "SPARK_LOCAL_IP": HOST,
        "JAVA_TOOL_OPTIONS": QUICK_START,
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": path,
    }
    port, processes = free_port(), []
    try:
        log = folder / "master.log"
        words = ["--host", HOST, "--port", str(port), "--webui-port", str(free_port())]
        processes.append(_start("master.Master", *words, log=log, env=env))
        _wait_for(port, processes[0], log)
        for number in (1, 2):
            log, listens = folder / f"worker{number}.log", free_port()
            words = ["--host", HOST, "--port", str(listens), "--webui-port", str(free_port()), "--cores", "1"]
            words += ["--memory", "1g", "--work-dir", str(folder / f"work{number}"), f"spark://{HOST}:{port}"]
            processes.append(_start("worker.Worker", *words, log=log, env=env))
            _wait_for(listens, processes[-1], log)
        yield f"spark://{HOST}:{port}"
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
