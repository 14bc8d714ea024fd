package dev.tarn.http.cli;

import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the command line may say. Written with picocli's builders and not its annotations, as those
 * cost reflection at each start.
 */
final class Syntax {
  static final String SERVE = "serve";
  static final String CHECK = "check";

  private static final Set<Setting> CHECK_SETTINGS = EnumSet.of(Setting.DATA_DIR);

  private Syntax() {}

  static CommandSpec tarn() {
    CommandSpec tarn = command("tarn", "Serves DynamoDB's API.", EnumSet.allOf(Setting.class));
    tarn.usageMessage()
        .customSynopsis("tarn [serve] [OPTION]...", "       tarn check [--data-dir DIR]");
    tarn.addSubcommand(
        SERVE, command(SERVE, "Serves, as without a command.", EnumSet.allOf(Setting.class)));
    tarn.addSubcommand(
        CHECK, command(CHECK, "Says whether a data directory is sound.", CHECK_SETTINGS));
    return tarn;
  }

  private static CommandSpec command(String name, String description, Set<Setting> settings) {
    CommandSpec command = CommandSpec.create().name(name);
    command.usageMessage().description(description).sortOptions(false);
    command
        .usageMessage()
        .footer("", "Each option is also a variable: TARN_PORT is --port. An option wins.");
    settings.forEach(setting -> command.addOption(option(setting)));
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this.").build());
    command.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version.")
            .build());
    return command;
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.option()).description(setting.description());
    String label = setting.valueLabel();
    return label == null
        ? option.type(boolean.class).arity("0").build()
        : option.type(String.class).arity("1").paramLabel(label).build();
  }
}
