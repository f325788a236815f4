package org.querent.experiments.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.querent.core.Counted;
import org.querent.core.settings.Setting;
import org.querent.strategies.QueryCheck;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/**
 * A program in any language as a strategy. Every round is a line of JSON on its standard input, and
 * its answer, a line on its standard output, an array of the candidates to ask for, the first
 * first. A line says all that is known, so a program keeps nothing from line to line: several of it
 * may run, and each may be asked for any run.
 */
public final class ProcessStrategy implements StrategyProvider<ProcessStrategy.Parameters> {
  private static final String NAME_ONE =
      "; name the program and its arguments, such as [python3, strategy.py]";

  private static final String SEE =
      "; querent strategies process says what it is asked and has to answer";

  /**
   * What is run, and how long it may take.
   *
   * @param command the program and its arguments, as the operating system takes them
   * @param seconds for one answer, the start of the program included
   */
  public record Parameters(
      @Setting("the program and its arguments, such as [python3, strategy.py]")
          List<String> command,
      @Setting(value = "how long the program may take for an answer", min = 0.001, max = 86400)
          double seconds) {
    /** Copies the command. */
    public Parameters {
      command = List.copyOf(command);
    }

    /**
     * What is wrong with the command, if anything.
     *
     * @param isGiven whether there is one, be it empty
     */
    public Optional<String> fault(boolean isGiven) {
      if (command.isEmpty()) {
        return Optional.of((isGiven ? "is empty" : "is missing") + NAME_ONE);
      }
      return command.get(0).isBlank()
          ? Optional.of("begins with a blank text" + NAME_ONE)
          : Optional.empty();
    }
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public String description() {
    return "Asks for what a program of your own answers, in lines of JSON; needs --allow-process.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        a round is a line of JSON on the program's standard input:
          {"asked": 40, "batch": 1, "seed": 7, "candidates": [...], "users": [...], "items": [...], "means": [...],
           "variances": [...], "probabilities": [...], "user-ratings": [...], "item-ratings": [...]}
        all arrays of one length, a place an open candidate: its number, its user and item, the predicted rating
        and its epistemic variance, the probability of an answer, how many ratings of the user and of the item are
        known; its answer is a line with an array of as many candidates as batch says""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(List.of(), 10);
  }

  @Override
  public Set<Trait> traits(Parameters parameters) {
    return Set.of(Trait.RUNS_PROGRAM);
  }

  @Override
  public QueryStrategy create(Parameters parameters) {
    parameters
        .fault(true)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("command " + fault);
            });
    return new Asking(parameters, new RoundJson());
  }

  private record Asking(Parameters parameters, RoundJson json) implements QueryStrategy {
    @Override
    public int[] select(QueryRound round) {
      String line = json.write(round);
      round.watch().scored();
      try {
        return Programs.with(parameters.command(), program -> ask(program, line, round));
      } catch (ProgramException e) {
        String asked = "asked after " + Counted.of(round.history().asked(), "query") + ", ";
        throw StrategyException.told(asked + e.getMessage(), e);
      }
    }

    private int[] ask(Program program, String line, QueryRound round) {
      String answer = program.ask(line, parameters.seconds());
      int[] chosen =
          RoundJson.candidates(answer)
              .orElseThrow(
                  () ->
                      program.failed(
                          "answered " + Program.quoted(answer) + ", not an array of candidates",
                          SEE));
      QueryCheck.fault(chosen, round)
          .ifPresent(
              fault -> {
                throw program.failed("returned " + fault, SEE);
              });
      return chosen;
    }
  }
}
