"""`python -m leveller.cli`: the command without its script, as child processes are started."""

from leveller.cli.main import main

main(prog_name="leveller")
