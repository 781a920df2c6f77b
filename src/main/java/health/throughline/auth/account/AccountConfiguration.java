package health.throughline.auth.account;

import health.throughline.fhir.ResourceKey;
import health.throughline.store.ResourceTable;
import health.throughline.store.Settings;
import health.throughline.store.account.AccountStore;
import health.throughline.store.account.AccountTable;
import health.throughline.store.sql.Sql;
import health.throughline.store.sql.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the accounts and what checks those who sign in to them. */
@Configuration("accountServices")
@EnableConfigurationProperties({AuthProperties.class, AccountProperties.class})
public class AccountConfiguration {

    private static final String KEY = "account-key";

    private final AccountTable table;
    private final Transactions transactions;
    private final Passwords passwords = new Passwords();
    private final Clock clock = Clock.systemUTC();

    AccountConfiguration(AccountTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Bean
    Accounts accounts(AccountProperties properties, ResourceTable record, ApplicationEventPublisher events) {
        return new Accounts(
                table,
                transactions,
                passwords,
                properties.oneTimePasswordValidity(),
                user -> isThere(record, user),
                events::publishEvent,
                clock);
    }

    private static boolean isThere(ResourceTable record, ResourceKey user) {
        return !record.present(List.of(user), false, Sql.of("TRUE")).isEmpty();
    }

    @Bean
    PasswordCheck passwordCheck() {
        return new PasswordCheck(table, transactions, passwords, clock);
    }

    @Bean
    SecondFactors secondFactors(AccountProperties properties, Settings settings) {
        Supplier<SealedSecrets> sealing =
                () -> new SealedSecrets(properties.key().isBlank() ? keptKey(settings) : properties.key());
        return new SecondFactors(table, transactions, sealing, clock);
    }

    /** Servers on one database seal alike; the first one that needs the key makes it. */
    private static String keptKey(Settings settings) {
        return settings.find(KEY).orElseGet(() -> settings.initial(KEY, SealedSecrets.newKey()));
    }

    /** For a command, which links no account to the record. */
    public static Accounts forCommand(AccountStore store) {
        return new Accounts(
                store.accounts(),
                store.transactions(),
                new Passwords(),
                Duration.ofHours(72),
                user -> false,
                changed -> {},
                Clock.systemUTC());
    }
}
